// Where entries lie on the phone: IndexedDB, or localStorage where a browser has none or refuses it. Both say "kept" only when the
// entry would survive the page being killed. A browser that refuses both has `lasts` false: entries live as long as the page.

const DATABASE = 'buu-ta';
const STORE = 'entries';
const LOCAL = 'buu-ta.entries';
const OPENING_MS = 4000;

function finished(transaction, result) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(result());
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

function openDatabase() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'key' });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
    opening.onblocked = () => reject(new Error('blocked'));
    // Some releases of Safari never answer; what is kept elsewhere until then moves in when the page is opened again.
    setTimeout(() => reject(new Error('no answer')), OPENING_MS);
  });
}

class DatabaseStorage {
  constructor(database) {
    this.database = database;
    this.lasts = true;
  }

  transaction(mode) {
    // Strict: on the disk, not only handed to the system. Browsers that do not know the option write as they always did.
    return this.database.transaction(STORE, mode, { durability: 'strict' });
  }

  put(entries, without = []) {
    const transaction = this.transaction('readwrite');
    entries.forEach((entry) => transaction.objectStore(STORE).put(entry));
    without.forEach((key) => transaction.objectStore(STORE).delete(key));
    return finished(transaction, () => undefined);
  }

  remove(keys) {
    const transaction = this.transaction('readwrite');
    keys.forEach((key) => transaction.objectStore(STORE).delete(key));
    return finished(transaction, () => undefined);
  }

  all() {
    const transaction = this.transaction('readonly');
    const reading = transaction.objectStore(STORE).getAll();
    return finished(transaction, () => reading.result);
  }
}

class TextStorage {
  // `slot` holds one text: {read, write}.
  constructor(slot, lasts) {
    this.slot = slot;
    this.lasts = lasts;
  }

  held() {
    return JSON.parse(this.slot.read() || '{}');
  }

  async change(edit) {
    const entries = this.held();
    edit(entries);
    this.slot.write(JSON.stringify(entries));
  }

  put(entries, without = []) {
    return this.change((held) => {
      entries.forEach((entry) => { held[entry.key] = entry; });
      without.forEach((key) => { delete held[key]; });
    });
  }

  remove(keys) {
    return this.put([], keys);
  }

  async all() {
    const held = this.held();
    return Object.keys(held).map((key) => held[key]);
  }
}

function localSlot() {
  const slot = { read: () => localStorage.getItem(LOCAL), write: (text) => localStorage.setItem(LOCAL, text) };
  // Some read and do not write.
  slot.write(slot.read() || '{}');
  return slot;
}

function memorySlot() {
  let held = '';
  return { read: () => held, write: (text) => { held = text; } };
}

function openText() {
  try {
    return new TextStorage(localSlot(), true);
  } catch (refused) {
    return new TextStorage(memorySlot(), false);
  }
}

// What was kept while there was no database moves into it.
async function moveInto(database) {
  const text = openText();
  const left = await text.all();
  if (!left.length) return;
  await database.put(left);
  await text.remove(left.map((entry) => entry.key));
}

export async function openStorage() {
  try {
    const database = new DatabaseStorage(await openDatabase());
    await moveInto(database);
    return database;
  } catch (refused) {
    return openText();
  }
}
