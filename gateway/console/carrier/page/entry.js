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

// The time in front: keys that grow lie side by side in the gateway's store.
function newKey(now) {
  const bytes = new Uint8Array(12);
  crypto.getRandomValues(bytes);
  return now.toString(36) + '-' + Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join('');
}

// `mended`: the refused entry that this one replaces; what happened then happened when it said, unless it was the time that was wrong.
export function newEntry(carrier, item, order, report, now, mended) {
  const happened = mended && !/^entry\.(in_future|too_old)$/.test(mended.code) ? mended.at : new Date(now).toISOString();
  const entry = { key: newKey(now), carrier, item, action: report.action, at: happened, state: 'waiting' };
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

// The entry after its answer. Taken: names and words about people are gone. Refused: whole, so that it can be mended.
export function answered(entry, answer) {
  if (answer.taken === 'refused') {
    const problem = answer.problem || { code: '', text: '' };
    return Object.assign({}, entry, { state: 'refused', code: problem.code, problem: problem.text });
  }
  return { key: entry.key, carrier: entry.carrier, item: entry.item, action: entry.action, at: entry.at, state: 'sent' };
}
