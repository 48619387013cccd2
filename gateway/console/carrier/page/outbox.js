// The list of what was done: waiting, sent, refused. Nothing leaves it without an answer or the carrier's own word.

import { answered } from './entry.js';

const SENT_KEPT = 50;

function byTime(left, right) {
  return left.at < right.at ? -1 : left.at > right.at ? 1 : 0;
}

export class Outbox {
  constructor(storage) {
    this.storage = storage;
  }

  // Resolves when the entry would survive the page being killed.
  add(entry) {
    return this.storage.put([entry]);
  }

  // The new entry and the end of the one it replaces are kept together.
  replace(refused, entry) {
    return this.storage.put([entry], [refused.key]);
  }

  get lasts() {
    return this.storage.lasts;
  }

  async all() {
    return (await this.storage.all()).sort(byTime);
  }

  async waiting() {
    return (await this.all()).filter((entry) => entry.state === 'waiting');
  }

  // An answer counts for the entry that has its key and is still waiting; what has no answer stays.
  async take(answers) {
    const waiting = new Map((await this.waiting()).map((entry) => [entry.key, entry]));
    const known = answers.filter((answer) => waiting.has(answer.key));
    await this.storage.put(known.map((answer) => answered(waiting.get(answer.key), answer)));
    await this.forgetOldest();
    return known;
  }

  async forgetOldest() {
    const sent = (await this.all()).filter((entry) => entry.state === 'sent');
    await this.storage.remove(sent.slice(0, Math.max(0, sent.length - SENT_KEPT)).map((entry) => entry.key));
  }

  dismiss(key) {
    return this.storage.remove([key]);
  }

  async wipe() {
    await this.storage.remove((await this.storage.all()).map((entry) => entry.key));
  }
}
