// Runs the tests of the carriers' page; last line: N passed, N failed.

import { readdirSync, readFileSync } from 'node:fs';
import { apiTests } from './api_tests.mjs';
import { cutOffTests } from './cut_off_tests.mjs';
import { Gateway, Line } from './gateway.mjs';
import { oldPhoneTests } from './old_phone_tests.mjs';
import { Phone } from './phone.mjs';
import { screenTests } from './screen_tests.mjs';
import { sessionTests } from './session_tests.mjs';

const site = process.env.LT_SITE;
const gateway = new Gateway(process.env.LT_BINARY, site);
const line = new Line(gateway);
const secretOf = (carrier) => readFileSync(`${site}/secrets/${carrier}`, 'utf8').trim();
const items = readFileSync(site + '/items', 'utf8').split('\n').filter(Boolean);
const newLine = async () => {
  const made = new Line(gateway);
  await made.open();
  return made;
};
const PAGE = 'gateway/console/carrier/page/';
const pageBytes = readdirSync(PAGE).reduce((sum, name) => sum + readFileSync(PAGE + name).length, 0);
const world = { site, gateway, line, secretOf, items, tool: process.env.LT_STORE_TOOL, newLine, pageBytes };

let passed = 0;
let failed = 0;
const suites = [apiTests, oldPhoneTests, screenTests, cutOffTests, sessionTests];
await gateway.start();
await line.open();
try {
  for (const test of suites.flatMap((suite) => suite(world))) {
    if (!test.name.includes(process.env.LT_ONLY || '')) continue;
    const began = Date.now();
    try {
      await test.run();
      passed += 1;
      console.log(`ok ${test.name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${test.name}\n${error.stack}`);
    }
  }
} finally {
  await Phone.closeBrowser();
  line.close();
  if (gateway.child.exitCode === null) await gateway.end('SIGTERM');
}
console.log(`   axe: ${Phone.looked.violations} violations on ${Phone.looked.screens} screens`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
