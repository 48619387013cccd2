// A phone with the carrier's page, as a person handles it.

import { createRequire } from 'node:module';
import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const require = createRequire(process.env.LT_MODULES + '/');
const { chromium } = require('playwright-core');
const AXE = readFileSync(process.env.LT_MODULES + '/node_modules/axe-core/axe.min.js', 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// Without these the browser looks for its maker's hosts.
const ARGUMENTS = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];
const SMALLEST_TARGET = 48;

const LAUNCH = { executablePath: process.env.LT_CHROMIUM, headless: true, chromiumSandbox: false, args: ARGUMENTS };
const SMALL_PHONE = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true, locale: 'vi-VN', reducedMotion: 'reduce' };

export class Phone {
  static browser = null;

  // What was looked at with axe and a ruler so far.
  static looked = { screens: 0, violations: 0 };

  // With a folder the profile lies on disk and the phone can be killed; without one it shares a browser with others of its kind.
  constructor(origin, folder) {
    this.folder = folder;
    this.origin = origin;
    this.complaints = [];
    this.scripts = [];
    this.options = {};
    this.slow = null;
  }

  static async closeBrowser() {
    if (Phone.browser) await Phone.browser.close();
  }

  async newContext() {
    if (this.folder) return chromium.launchPersistentContext(this.folder, { ...LAUNCH, ...SMALL_PHONE });
    if (!Phone.browser) Phone.browser = await chromium.launch(LAUNCH);
    return Phone.browser.newContext({ ...SMALL_PHONE, ...this.options });
  }

  async open() {
    this.context = await this.newContext();
    this.context.setDefaultTimeout(30000);
    for (const script of this.scripts) await this.context.addInitScript(script);
    await this.openPage();
  }

  async openPage() {
    this.page = await this.context.newPage();
    this.page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy|Trusted/.test(message.text())) this.complaints.push(message.text());
    });
    this.page.on('pageerror', (error) => this.complaints.push(String(error)));
    this.page.on('request', (request) => {
      if (!request.url().startsWith(this.origin)) this.complaints.push('asked ' + request.url());
    });
    if (this.slow) {
      const tools = await this.context.newCDPSession(this.page);
      await tools.send('Network.enable');
      await tools.send('Network.emulateNetworkConditions', this.slow);
    }
    await this.page.goto(this.origin + '/buu-ta');
    await this.page.waitForSelector('section:not([hidden])');
  }

  async reopenPage() {
    await this.page.close();
    await this.openPage();
  }

  // As when the battery falls out: the process is gone, whatever it was doing.
  async kill() {
    const pid = Number(readlinkSync(this.folder + '/SingletonLock').split('-').pop());
    const closed = new Promise((resolve) => this.context.once('close', resolve));
    process.kill(pid, 'SIGKILL');
    await Promise.race([closed, sleep(5000)]);
    for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) rmSync(this.folder + '/' + name, { force: true });
    await this.open();
  }

  close() {
    return this.context.close();
  }

  async signIn(name, secret) {
    await this.page.fill('#carrier', name);
    await this.page.fill('#secret', secret);
    await this.page.click('#sign-in-form button');
    await this.page.waitForSelector('#find:not([hidden])');
  }

  // A browser writes cookies and localStorage to disk when it likes: one that was killed may have forgotten who had signed in.
  async signInIfForgotten(name, secret) {
    const session = await this.context.request.get(this.origin + '/buu-ta/api/session');
    if (session.status() === 401) {
      await this.context.request.post(this.origin + '/buu-ta/api/sign-in', { data: { id: name, secret } });
      await this.reopenPage();
    }
    if (await this.page.isVisible('#sign-in')) await this.signIn(name, secret);
  }

  async find(number) {
    if (!(await this.page.isVisible('#find'))) await this.page.click('#tabs [data-screen=find]');
    await this.page.fill('#number', number);
    await this.page.click('#find-form button');
    await this.page.waitForSelector('#item:not([hidden])');
  }

  async choose(action, report = {}) {
    await this.page.click(`#actions [data-action=${action}]`);
    await this.page.waitForSelector('#report:not([hidden])');
    if (report.relation) await this.page.selectOption('#relation', report.relation);
    if (report.reason) await this.page.selectOption('#reason', report.reason);
    if (report.to) await this.page.fill('#to', report.to);
    if (report.note) await this.page.fill('#note', report.note);
  }

  // The page has promised to keep it.
  async confirm() {
    await this.page.click('#report-save');
    await this.page.waitForFunction(() => document.getElementById('notice').textContent.startsWith('Đã lưu trên máy'));
  }

  inPage(expression) {
    return this.page.evaluate(expression);
  }

  async workerIsReady() {
    await this.page.evaluate(() => navigator.serviceWorker.ready);
    await this.page.waitForFunction(() => caches.keys().then((names) => names.length === 1));
  }

  // State of each entry by its key, as the list shows it.
  async entries() {
    if (!(await this.page.isVisible('#list'))) {
      await this.page.click('#tabs [data-screen=list]');
      await this.page.waitForSelector('#list:not([hidden])');
    }
    return this.page.$$eval('#entries li', (rows) => rows.map((row) => ({ key: row.dataset.key, state: row.dataset.state, text: row.textContent })));
  }

  async untilNothingWaits(seconds = 30) {
    for (let tries = 0; tries < seconds * 10; tries += 1) {
      if (!(await this.entries()).some((entry) => entry.state === 'waiting')) return;
      if (tries % 10 === 0 && (await this.page.isEnabled('#send-now'))) await this.page.click('#send-now', { timeout: 1000 }).catch(() => undefined);
      await sleep(100);
    }
    throw new Error('entries still wait: ' + JSON.stringify(await this.entries()));
  }

  // Everything the phone still holds, as text.
  held() {
    return this.page.evaluate(async () => {
      const databases = await indexedDB.databases();
      const rows = await Promise.all(databases.map((one) => new Promise((resolve, reject) => {
        const opening = indexedDB.open(one.name);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('entries').objectStore('entries').getAll();
          reading.onsuccess = () => { opening.result.close(); resolve(reading.result); };
          reading.onerror = () => reject(reading.error);
        };
      })));
      return JSON.stringify({ rows, local: Object.assign({}, localStorage), session: Object.assign({}, sessionStorage) });
    });
  }

  // What axe finds wrong with the screen as it is, and what a thumb would miss.
  async faults() {
    if (!(await this.page.evaluate(() => Boolean(window.axe)))) await this.page.evaluate(AXE);
    const found = await this.page.evaluate((tags) => window.axe.run({ runOnly: tags }), AXE_TAGS);
    Phone.looked.screens += 1;
    Phone.looked.violations += found.violations.length;
    const small = await this.page.$$eval('button, input, select, a.phone[href]', (targets, least) => targets
      .filter((target) => target.offsetParent !== null && target.getBoundingClientRect().height < least)
      .map((target) => 'small target ' + (target.id || target.textContent)), SMALLEST_TARGET);
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    return found.violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.target.join(' ')).join(', '))
      .concat(small, wide ? ['the page is wider than the phone'] : []);
  }
}
