// One report of a carrier: made once, with its own key and time, and sent until it is answered.

export const ACTIONS = {
  collected: 'Đã nhận gửi',
  delivered: 'Đã phát',
  failed: 'Không phát được',
  returned: 'Đã chuyển hoàn',
};

export const STATES = { waiting: 'Chờ gửi', sent: 'Đã gửi', refused: 'Bị từ chối' };

// What people told the carrier: sent, and then no longer kept.
const PERSONAL = ['to', 'relation', 'reason', 'note'];
const SENT_FIELDS = ['key', 'item', 'order', 'action', 'at'].concat(PERSONAL);

function hexBytes(count) {
  const bytes = new Uint8Array(count);
  crypto.getRandomValues(bytes);
  return Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join('');
}

export function newKey() {
  return crypto.randomUUID ? crypto.randomUUID() : hexBytes(16);
}

export function newEntry(carrier, item, order, report, now) {
  const entry = { key: newKey(), carrier, item, action: report.action, at: new Date(now).toISOString(), state: 'waiting' };
  if (order) entry.order = order;
  PERSONAL.forEach((field) => {
    if (report[field]) entry[field] = report[field];
  });
  return entry;
}

// What the gateway is told.
export function onTheWire(entry) {
  const out = {};
  SENT_FIELDS.forEach((field) => {
    if (entry[field]) out[field] = entry[field];
  });
  return out;
}

// The entry after its answer: names and words about people are gone.
export function answered(entry, answer) {
  const out = { key: entry.key, carrier: entry.carrier, item: entry.item, action: entry.action, at: entry.at };
  out.state = answer.taken === 'refused' ? 'refused' : 'sent';
  if (answer.problem) out.problem = answer.problem.text;
  return out;
}
