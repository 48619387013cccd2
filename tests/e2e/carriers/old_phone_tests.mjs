// The phones we promise (gateway/docs/carriers.md) against MDN's compatibility data: every name the page uses of a browser is on a
// short list, and was in those browsers. Then the page is used in a browser from which everything younger was taken.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { readMarkup, readScript, readStyle } from './page_reader.mjs';
import { mdn, supportOf, youngerNames, youngerThan } from './browser_history.mjs';
import { Phone } from './phone.mjs';

const PAGE = 'gateway/console/carrier/page/';
const USED = JSON.parse(readFileSync('tests/e2e/carriers/browser_features.json', 'utf8'));
const PROMISED = USED.promised;
const LEVELS = { 'worker.js': { ecmaVersion: 2017, sourceType: 'script' }, 'too_old.js': { ecmaVersion: 5, sourceType: 'script' } };
const MODULE = { ecmaVersion: 2017, sourceType: 'module' };
const FIRST_OPENING_BYTES = 96 * 1024;
const LATER_OPENING_BYTES = 12 * 1024;
// What Chrome's own tools call "2G": 50 kbit/s and half a second there and back.
const SLOW_LINE = { offline: false, downloadThroughput: 50000 / 8, uploadThroughput: 20000 / 8, latency: 500 };

const text = (name) => readFileSync(PAGE + name, 'utf8');
const scripts = () => readdirSync(PAGE).filter((name) => name.endsWith('.js'));

// Problems of `path` in the promised browsers, as text.
function tooYoung(what, path) {
  const support = supportOf(path);
  if (!support) return [`${what}: the compatibility data does not know ${path}`];
  return Object.keys(PROMISED).filter((browser) => youngerThan(support[browser], PROMISED[browser]))
    .map((browser) => `${what}: not in ${browser} ${PROMISED[browser]}`);
}

function scriptProblems() {
  const read = scripts().map((name) => [name, readScript(text(name), LEVELS[name] || MODULE)]);
  const ours = new Set(read.flatMap(([, found]) => [...found.made]));
  const tested = new Set([...Object.keys(USED.only_where_there_is), ...USED.of_our_answers]);
  const judge = (file, name, list) => {
    if (tested.has(name)) return [];
    return list[name] ? tooYoung(file + ' ' + name, list[name]) : [`${file}: ${name} is not on the list`];
  };
  return read.flatMap(([file, found]) => [
    ...[...found.globals].flatMap((name) => judge(file, name, USED.globals)),
    ...[...found.members].filter((name) => !ours.has(name)).flatMap((name) => judge(file, name, USED.members)),
  ]);
}

function markupProblems() {
  return readMarkup(text('index.html')).flatMap(([element, attributes]) => [
    ...tooYoung(`<${element}>`, 'html/elements/' + element),
    ...Object.keys(attributes).filter((name) => !/^(aria-|data-|role$|type$)/.test(name) && !USED.harmless.attributes[name]).flatMap((name) => {
      const own = `html/elements/${element}/${name}`;
      return tooYoung(`<${element} ${name}>`, supportOf(own) ? own : 'html/global_attributes/' + name);
    }),
    ...(element === 'input' && attributes.type ? tooYoung('input ' + attributes.type, 'html/elements/input/type_' + attributes.type) : []),
    ...(attributes.type === 'module' ? tooYoung('module', 'html/elements/script/type/module') : []),
  ]);
}

function styleProblems() {
  const style = readStyle(text('style.css'));
  return [
    ...[...style.properties].filter((name) => !USED.harmless.style[name]).flatMap((name) => tooYoung(name, 'css/properties/' + name)),
    ...[...style.values].filter((one) => !USED.harmless.style[one] && !USED.harmless.style[one.split(': ')[0]])
      .map((one) => [one, 'css/properties/' + one.replace(': ', '/')]).filter(([, path]) => mdn(path)).flatMap(([one, path]) => tooYoung(one, path)),
    ...[...style.selectors].flatMap((name) => tooYoung(':' + name, 'css/selectors/' + name)),
    ...style.features.filter((name) => mdn('css/at-rules/media/' + name) && !USED.harmless.style[name])
      .flatMap((name) => tooYoung('@media ' + name, 'css/at-rules/media/' + name)),
  ];
}

// The browser's driver speaks to the page with these; and a browser that demands trusted types must have them.
const NOT_TO_BE_HAD_WITHOUT = /^(BigInt64Array|BigUint64Array|globalThis|[Tt]rusted.*)$/;

// Run in the page before its scripts: what came after the promised browser is not there.
const REMOVE = (names) => `(() => {
  for (const [owner, member] of ${JSON.stringify(names)}) {
    const holder = owner === 'window' ? window : window[owner];
    if (!holder) continue;
    for (const place of member ? [holder, holder.prototype] : []) {
      if (place && Object.getOwnPropertyDescriptor(place, member)) try { delete place[member]; } catch (kept) { /* not to be had without */ }
    }
    if (!member) try { delete window[owner]; } catch (kept) { /* likewise */ }
  }
})();`;

export function oldPhoneTests(world) {
  const { line, secretOf, items } = world;
  const useIt = async (phone, item) => {
    await phone.signIn('buu-ta-01', secretOf('buu-ta-01'));
    await phone.find(item);
    await phone.choose('delivered', { relation: 'child', to: 'Trần Văn B' });
    await phone.page.click('#report-save');
    await phone.untilNothingWaits();
    assert.deepEqual((await phone.entries()).map((entry) => entry.state), ['sent']);
    assert.deepEqual(phone.complaints, []);
  };
  const withPhone = async (phone, run) => {
    await phone.open();
    try {
      return await run(phone);
    } finally {
      await phone.close();
    }
  };

  return [
    {
      name: 'old phones: scripts are ES2017, and every name they use of a browser is on the list and was there',
      run: async () => {
        assert.ok(scripts().length > 10);
        assert.deepEqual(scriptProblems(), []);
      },
    },
    { name: 'old phones: so are elements and attributes', run: async () => assert.deepEqual(markupProblems(), []) },
    { name: 'old phones: so are properties, selectors and media', run: async () => assert.deepEqual(styleProblems(), []) },
    {
      name: 'old phones: nothing on the list that is not used',
      run: async () => {
        const all = scripts().map((name) => readScript(text(name), LEVELS[name] || MODULE));
        const used = new Set(all.flatMap((found) => [...found.globals, ...found.members]));
        const listed = [USED.globals, USED.members, USED.only_where_there_is].flatMap(Object.keys).concat(USED.of_our_answers);
        assert.deepEqual(listed.filter((name) => !used.has(name)), []);
      },
    },
    {
      name: 'old phones: works in a browser without everything that came later',
      run: async () => {
        const younger = youngerNames('chrome_android', PROMISED.chrome_android)
          .filter((names) => !names.some((name) => NOT_TO_BE_HAD_WITHOUT.test(name)));
        assert.ok(younger.length > 1000);
        const phone = new Phone(line.origin);
        phone.scripts = [REMOVE(younger)];
        await withPhone(phone, async () => {
          assert.equal(await phone.inPage("typeof AbortController + typeof BarcodeDetector + typeof crypto.randomUUID + typeof [].at + typeof Promise.any"),
            'undefined'.repeat(5));
          assert.equal(await phone.page.isVisible('#scan-start'), false);
          await useIt(phone, items[140]);
        });
        console.log(`   old phones: ${younger.length} names taken away, everything younger than Chrome ${PROMISED.chrome_android}`);
      },
    },
    {
      name: 'old phones: works where the worker is refused',
      run: async () => {
        const phone = new Phone(line.origin);
        phone.options = { serviceWorkers: 'block' };
        await withPhone(phone, async () => {
          await useIt(phone, items[141]);
          await phone.reopenPage();
          assert.equal(await phone.page.isVisible('#find'), true);
        });
      },
    },
    {
      name: 'old phones: a browser that keeps nothing says so, and still sends',
      run: async () => {
        const phone = new Phone(line.origin);
        phone.scripts = ["['indexedDB', 'localStorage'].forEach((name) => Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError'); } }));"];
        await withPhone(phone, async () => {
          await phone.signIn('buu-ta-01', secretOf('buu-ta-01'));
          assert.match(await phone.page.textContent('#notice'), /đừng đóng trang/);
          assert.deepEqual(await phone.faults(), []);
          await phone.find(items[142]);
          await phone.choose('collected');
          await phone.page.click('#report-save');
          await phone.page.waitForSelector('#find:not([hidden])');
          assert.match(await phone.page.textContent('#notice'), /Đã ghi: .*đừng đóng trang/);
          await phone.untilNothingWaits();
          assert.deepEqual(phone.complaints, []);
        });
      },
    },
    {
      name: 'old phones: texts never become markup',
      run: async () => {
        for (const name of scripts()) assert.equal(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/.exec(text(name)), null, name);
      },
    },
    {
      name: 'old phones: the page is light on a slow line',
      run: async () => {
        const own = await world.newLine();
        const phone = new Phone(own.origin);
        phone.slow = SLOW_LINE;
        try {
          const began = Date.now();
          await withPhone(phone, async () => {
            const shown = (Date.now() - began) / 1000;
            await phone.workerIsReady();
            const first = own.bytes();
            await phone.reopenPage();
            await phone.page.waitForSelector('#sign-in:not([hidden])');
            const later = own.bytes() - first;
            console.log(`   page weight: first opening ${first} bytes both ways with headers and worker (files ${world.pageBytes}), later ${later}; ` +
              `first screen after ${shown.toFixed(1)} s on 50 kbit/s with 500 ms`);
            assert.ok(first < FIRST_OPENING_BYTES, String(first));
            assert.ok(later < LATER_OPENING_BYTES, String(later));
          });
        } finally {
          own.close();
        }
      },
    },
  ];
}
