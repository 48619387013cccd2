// Calls to the gateway. Every answer is {status, body}; status 0 means that no usable answer came.

import { keepSetting, setting } from './settings.js';

const BASE = '/buu-ta/api';
const TIMEOUT_MS = 20000;
// Somebody stands in the rain and waits; without an address the report can be written all the same.
const LOOK_UP_TIMEOUT_MS = 8000;
const SKEW_KEY = 'buu-ta.skew';
// The header Date counts in seconds and travels; less than this is no wrong clock.
const SKEW_THAT_COUNTS_MS = 60000;

function learnSkew(response, sentAt) {
  const stated = Date.parse(response.headers.get('date') || '');
  if (isNaN(stated)) return;
  const skew = stated - (sentAt + Date.now()) / 2;
  keepSetting(SKEW_KEY, String(Math.abs(skew) < SKEW_THAT_COUNTS_MS ? 0 : Math.round(skew)));
}

// The time of the gateway, as far as this phone has learned it: many phones are wrong by hours.
export function gatewayNow() {
  return Date.now() + (Number(setting(SKEW_KEY)) || 0);
}

async function call(method, path, body, timeout = TIMEOUT_MS) {
  const stop = typeof AbortController === 'undefined' ? null : new AbortController();
  const timer = stop && setTimeout(() => stop.abort(), timeout);
  const options = { method, credentials: 'same-origin', cache: 'no-store', headers: {} };
  if (stop) options.signal = stop.signal;
  if (body !== undefined) {
    options.headers['Content-Type'] = 'application/json';
    options.body = JSON.stringify(body);
  }
  const sentAt = Date.now();
  try {
    const response = await fetch(BASE + path, options);
    const answer = { status: response.status, body: await response.json() };
    learnSkew(response, sentAt);
    return answer;
  } catch (failed) {
    return { status: 0, body: {} };
  } finally {
    if (timer) clearTimeout(timer);
  }
}

export const api = {
  signIn: (id, secret) => call('POST', '/sign-in', { id, secret }),
  signOut: () => call('POST', '/sign-out', {}),
  session: () => call('GET', '/session'),
  words: () => call('GET', '/reasons'),
  item: (number) => call('GET', '/items/' + encodeURIComponent(number), undefined, LOOK_UP_TIMEOUT_MS),
  report: (entries) => call('POST', '/events', { entries }),
};
