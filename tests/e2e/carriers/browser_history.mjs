// When browsers learned what: MDN's compatibility data.

import { createRequire } from 'node:module';

const data = createRequire(process.env.LT_MODULES + '/')('@mdn/browser-compat-data');

// "css/properties/color"; nothing where the data knows none.
export function mdn(path) {
  return path.split('/').reduce((place, step) => place && place[step], data);
}

export function supportOf(path) {
  const found = mdn(path);
  return found && found.__compat && found.__compat.support;
}

// Whether a browser of that version does not have it. Behind a flag or a prefix is not having it.
export function youngerThan(statements, version) {
  const parts = (text) => text.replace('≤', '').split('.').map(Number);
  const atMost = (left, right) => {
    const [a, b] = [parts(left), parts(right)];
    return a[0] !== b[0] ? a[0] < b[0] : (a[1] || 0) <= (b[1] || 0);
  };
  return ![].concat(statements || []).some((one) => typeof one.version_added === 'string' && one.version_added !== 'preview' &&
    !one.flags && !one.prefix && !one.alternative_name && atMost(one.version_added, version) &&
    !(typeof one.version_removed === 'string' && atMost(one.version_removed, version)));
}

// [interface, member] of all that a browser of that version does not have; without a member the interface itself.
export function youngerNames(browser, version) {
  const isYounger = (place) => place && place.__compat && youngerThan(place.__compat.support[browser], version);
  const names = [];
  [data.api, data.javascript.builtins].forEach((interfaces) => Object.keys(interfaces).forEach((name) => {
    if (isYounger(interfaces[name])) return names.push([name]);
    Object.keys(interfaces[name]).forEach((member) => {
      if (/^[a-z]\w*$/i.test(member) && isYounger(interfaces[name][member])) names.push([name === 'Window' ? 'window' : name, member]);
    });
    return undefined;
  }));
  return names;
}
