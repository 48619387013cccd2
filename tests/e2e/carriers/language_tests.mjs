// What is shipped is understood by phones of 2017.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const acorn = createRequire(process.env.LT_MODULES + '/')('acorn');
const PAGE = 'gateway/console/carrier/page/';
// Calls that came after 2017; the parser sees syntax only.
const YOUNGER = /\.(finally|flat|flatMap|fromEntries|matchAll|replaceAll|at|allSettled|any|replaceChildren|toSorted)\(|structuredClone|globalThis/;

export function languageTests() {
  const scripts = readdirSync(PAGE).filter((name) => name.endsWith('.js'));
  return [
    {
      name: 'scripts are ES2017',
      run: async () => {
        assert.ok(scripts.length > 5);
        for (const name of scripts) {
          const text = readFileSync(PAGE + name, 'utf8');
          acorn.parse(text, { ecmaVersion: 2017, sourceType: name === 'worker.js' ? 'script' : 'module' });
          assert.equal(YOUNGER.exec(text), null, name);
        }
      },
    },
    {
      name: 'texts never become markup',
      run: async () => {
        for (const name of scripts) {
          const text = readFileSync(PAGE + name, 'utf8');
          assert.equal(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/.exec(text), null, name);
        }
      },
    },
    {
      name: 'the page is small',
      run: async () => {
        const size = readdirSync(PAGE).reduce((sum, name) => sum + readFileSync(PAGE + name).length, 0);
        assert.ok(size < 60000, String(size));
      },
    },
  ];
}
