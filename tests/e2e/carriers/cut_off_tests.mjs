// A hundred cut-offs at random points of saving and sending; afterwards the gateway's own store is counted.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { keptEvents } from './gateway.mjs';
import { Phone } from './phone.mjs';

const ROUNDS = 100;
// At once, each on a line of its own; the gateway is killed under all of them. The first has its profile on disk and is killed itself.
const PHONES = 4;
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
  const { gateway, items, secretOf, site, tool } = world;

  // Killing and what must not meet it: one at a time.
  let queue = Promise.resolve();
  const alone = (work) => {
    queue = queue.then(work);
    return queue;
  };

  // One round: the carrier reports an item, and something is cut. Gives whether the page had promised to keep it.
  async function round(phone, line, kind, item, random) {
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
    if (kind === 'kill_gateway') {
      await alone(() => gateway.restart('SIGKILL'));
    } else {
      await alone(async () => {
        await phone.kill();
        await phone.signInIfForgotten('buu-ta-01', secretOf('buu-ta-01'));
      });
    }
    return true;
  }

  // Before anything is cut: the page is on the phone, and somebody has signed in.
  async function handOut(number) {
    const line = await world.newLine();
    const phone = new Phone(line.origin, number === 0 ? site + '/phone' : undefined);
    await phone.open();
    await phone.workerIsReady();
    await phone.signIn('buu-ta-01', secretOf('buu-ta-01'));
    return { phone, line, random: numbersFrom(SEED + 1 + number) };
  }

  // One phone through its rounds; gives the items whose reports it had promised to keep.
  async function use({ phone, line, random }, rounds) {
    const promised = [];
    for (const { kind, item } of rounds) {
      if (await round(phone, line, kind, item, random)) promised.push(item);
    }
    await phone.untilNothingWaits();
    assert.deepEqual((await phone.entries()).filter((entry) => entry.state !== 'sent'), []);
    assert.deepEqual(phone.complaints, []);
    await phone.close();
    line.close();
    return promised;
  }

  async function eventsOfStoppedGateway() {
    assert.equal(await gateway.end('SIGTERM'), 0);
    try {
      return keptEvents(tool, site);
    } finally {
      await gateway.start();
    }
  }

  return [{
    name: 'cut-offs: nothing lost, nothing doubled',
    run: async () => {
      const kinds = shuffled(Object.keys(KINDS).flatMap((kind) => Array(KINDS[kind]).fill(kind)), numbersFrom(SEED));
      assert.equal(kinds.length, ROUNDS);
      const rounds = kinds.map((kind, place) => ({ kind, item: items[place] }));
      const share = (number) => rounds.filter(({ kind }, place) => (kind === 'kill_browser' ? number === 0 : place % PHONES === number));
      const hands = await Promise.all(Array.from({ length: PHONES }, (unused, number) => handOut(number)));
      const promised = (await Promise.all(hands.map((hand, number) => use(hand, share(number))))).flat();
      const cut = hands.reduce((sum, { line }) => sum + line.cut, 0);
      const mine = new Set(items.slice(0, ROUNDS));
      const kept = (await eventsOfStoppedGateway()).filter((event) => mine.has(event.item));
      const times = new Map();
      kept.forEach((event) => times.set(event.item, (times.get(event.item) || 0) + 1));
      const lost = promised.filter((item) => !times.has(item));
      const doubled = [...times].filter(([, count]) => count > 1);
      console.log(`   cut-offs ${ROUNDS} (${Object.keys(KINDS).map((kind) => kind + ' ' + KINDS[kind]).join(', ')}), phones ${PHONES}, reports the lines cut ${cut}, ` +
        `entries promised ${promised.length}, kept by the gateway ${kept.length}, lost ${lost.length}, doubled ${doubled.length}`);
      assert.deepEqual(lost, []);
      assert.deepEqual(doubled, []);
    },
  }];
}
