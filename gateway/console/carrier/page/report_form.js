// The form of one report: which fields an action needs, what is missing, what was said.

import { ACTIONS } from './entry.js';
import { at, fillChoices } from './screens.js';

const FIELDS = ['to', 'relation', 'reason', 'note'];
const OTHER = 'other';
const ADDRESSEE = 'self';

export function applyWords(words) {
  fillChoices(at('reason'), words.reasons);
  fillChoices(at('relation'), words.relations);
}

// Who the addressee is, everybody knows; what is "other" has to be said.
export function adaptFields() {
  const relation = at('relation').value;
  at('to-part').hidden = !relation || relation === ADDRESSEE;
  const needsNote = relation === OTHER || at('reason').value === OTHER;
  at('note-label').textContent = needsNote ? 'Ghi chú (phải ghi)' : 'Ghi chú (nếu cần)';
}

function markMissing(field) {
  FIELDS.forEach((id) => at(id).removeAttribute('aria-invalid'));
  if (!field) return;
  at(field).setAttribute('aria-invalid', 'true');
  at(field).focus();
}

export function clearReport() {
  at('report-form').reset();
  markMissing('');
}

// `said`: what an earlier report of the same action said, to be mended.
export function openReport(number, action, said) {
  clearReport();
  at('report-item').textContent = number + ' – ' + ACTIONS[action];
  at('report-save').textContent = 'Xác nhận: ' + ACTIONS[action].toLowerCase();
  at('receiver-part').hidden = action !== 'delivered';
  at('reason-part').hidden = action !== 'failed';
  if (said) FIELDS.forEach((id) => { at(id).value = said[id] || ''; });
  adaptFields();
}

export function readReport(action) {
  const value = (id) => at(id).value.trim();
  const report = { action, note: value('note') };
  if (action === 'delivered') Object.assign(report, { relation: value('relation'), to: at('to-part').hidden ? '' : value('to') });
  if (action === 'failed') report.reason = value('reason');
  return report;
}

function gapIn(report) {
  if (report.action === 'delivered' && !report.relation) return ['relation', 'Hãy chọn đã giao cho ai.'];
  if (report.action === 'delivered' && report.relation !== ADDRESSEE && !report.to) return ['to', 'Hãy ghi họ tên người đã nhận.'];
  if (report.action === 'failed' && !report.reason) return ['reason', 'Hãy chọn lý do.'];
  if ((report.relation === OTHER || report.reason === OTHER) && !report.note) return ['note', 'Hãy ghi rõ ở ghi chú.'];
  return ['', ''];
}

// What is missing, in words, with the finger already on it; empty when nothing is.
export function missingIn(report) {
  const [field, words] = gapIn(report);
  markMissing(field);
  return words;
}
