// Sends what waits: on opening, when the network comes back, every half minute, and when asked. One run at a time.

import { onTheWire } from './entry.js';

const EVERY_MS = 30000;
const AT_ONCE = 100;

export class Sender {
  // `changed` is called with what a run ended in: sent, nothing, offline, sign_in, refused; and with sending when there is something to send.
  constructor(outbox, api, carrierOf, changed) {
    this.outbox = outbox;
    this.api = api;
    this.carrierOf = carrierOf;
    this.changed = changed;
    this.running = null;
    this.again = false;
  }

  start() {
    window.addEventListener('online', () => this.run());
    window.addEventListener('offline', () => this.changed('offline'));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.run();
    });
    setInterval(() => this.run(), EVERY_MS);
  }

  run() {
    // What was recorded after a run has looked would wait for the next one.
    this.again = Boolean(this.running);
    if (!this.running) {
      this.running = this.sendAll().catch(() => 'refused').then((end) => {
        this.running = null;
        this.changed(end);
        return this.again ? this.run() : end;
      });
    }
    return this.running;
  }

  async sendAll() {
    let end = 'nothing';
    for (;;) {
      // An entry is its carrier's own: under another name it would be another report.
      const carrier = this.carrierOf();
      const waiting = (await this.outbox.waiting()).filter((entry) => entry.carrier === carrier).slice(0, AT_ONCE);
      if (!waiting.length) return end;
      this.changed('sending');
      const answer = await this.api.report(waiting.map(onTheWire));
      if (answer.status === 401) return 'sign_in';
      if (answer.status !== 200 || !answer.body.entries) return answer.status === 0 ? 'offline' : 'refused';
      const taken = await this.outbox.take(answer.body.entries);
      if (!taken.length) return 'refused';
      end = 'sent';
    }
  }
}
