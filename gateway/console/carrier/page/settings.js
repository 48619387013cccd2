// Small things the page remembers between two openings; until it is closed where the browser refuses to (private windows,
// blocked cookies).

const memory = {};

function storage() {
  try {
    return window.localStorage;
  } catch (refused) {
    return null;
  }
}

export function setting(key) {
  if (key in memory) return memory[key];
  const kept = storage();
  return (kept && kept.getItem(key)) || '';
}

export function keepSetting(key, value) {
  try {
    storage().setItem(key, value);
    delete memory[key];
  } catch (refused) {
    memory[key] = value;
  }
}

export function dropSetting(key) {
  delete memory[key];
  const kept = storage();
  if (kept) kept.removeItem(key);
}
