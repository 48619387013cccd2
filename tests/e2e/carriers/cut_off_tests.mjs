// A hundred cut-offs at random points of saving and sending; afterwards the gateway's own store is counted.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { keptEvents } from './gateway.mjs';
import { Phone } from './phone.mjs';

const ROUNDS = 100;
const SEED = 20261122;
// A whole browser or gateway takes a second to come back: fewer of these.
const KINDS = { drop_request: 18, drop_answer: 22, cut_answer: 10, busy: 6, close_page: 18, offline: 14, kill_browser: 8, kill_gateway: 4 };

// mulberry32: the same cut-offs in every run.
function numbersFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled(list, random) {
  const out = list.slice();
  for (let last = out.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [out[last], out[other]] = [out[other], out[last]];
  }
  return out;
}

const REPORTS = [['collected', {}], ['delivered', { relation: 'self' }], ['failed', { reason: 'no_answer' }],
  ['delivered', { relation: 'child', to: 'Trần Văn B' }], ['returned', {}]];

export function cutOffTests(world) {
  const { line, gateway, items, secretOf, site, tool } = world;

  // One round: the carrier reports an item, and something is cut. Gives whether the page had promised to keep it.
  async function round(phone, kind, item, random) {
    const [action, report] = REPORTS[Math.floor(random() * REPORTS.length)];
    await phone.find(item);
    await phone.choose(action, report);
    const soon = () => sleep(random() * 60);
    if (['drop_request', 'drop_answer', 'cut_answer', 'busy'].includes(kind)) {
      line.fault = kind;
      await phone.confirm();
      await soon();
      line.fault = 'pass';
      return true;
    }
    if (kind === 'offline') {
      await phone.confirm();
      await soon();
      await phone.context.setOffline(true);
      await soon();
      await phone.context.setOffline(false);
      return true;
    }
    if (kind === 'close_page') {
      // Half of them before the page could promise anything.
      const promised = random() < 0.5;
      if (promised) await phone.confirm();
      else await phone.page.click('#report-save');
      await soon();
      await phone.reopenPage();
      return promised;
    }
    await phone.confirm();
    await soon();
    if (kind === 'kill_browser') {
      await phone.kill();
      await phone.signInIfForgotten('buu-ta-01', secretOf('buu-ta-01'));
    } else {
      await gateway.end('SIGKILL');
      await gateway.start();
    }
    return true;
  }

  return [{
    name: 'cut-offs: nothing lost, nothing doubled',
    run: async () => {
      const random = numbersFrom(SEED);
      const kinds = shuffled(Object.keys(KINDS).flatMap((kind) => Array(KINDS[kind]).fill(kind)), random);
      assert.equal(kinds.length, ROUNDS);
      const phone = new Phone(line.origin, site + '/phone');
      await phone.open();
      await phone.signIn('buu-ta-01', secretOf('buu-ta-01'));
      const promised = [];
      line.cut = 0;
      for (let i = 0; i < ROUNDS; i += 1) {
        if (await round(phone, kinds[i], items[i], random)) promised.push(items[i]);
      }
      await phone.untilNothingWaits();
      assert.deepEqual((await phone.entries()).filter((entry) => entry.state !== 'sent'), []);
      assert.deepEqual(phone.complaints, []);
      await phone.close();
      assert.equal(await gateway.end('SIGTERM'), 0);

      const mine = new Set(items.slice(0, ROUNDS));
      const kept = keptEvents(tool, site).filter((event) => mine.has(event.item));
      const times = new Map();
      kept.forEach((event) => times.set(event.item, (times.get(event.item) || 0) + 1));
      const lost = promised.filter((item) => !times.has(item));
      const doubled = [...times].filter(([, count]) => count > 1);
      console.log(`   cut-offs ${ROUNDS} (${Object.keys(KINDS).map((kind) => kind + ' ' + KINDS[kind]).join(', ')}), reports the line cut ${line.cut}, ` +
        `entries promised ${promised.length}, kept by the gateway ${kept.length}, lost ${lost.length}, doubled ${doubled.length}`);
      assert.deepEqual(lost, []);
      assert.deepEqual(doubled, []);
      await gateway.start();
    },
  }];
}
