// Where entries lie on the phone: IndexedDB, or localStorage where a browser has none or refuses it.
// Both say "kept" only when the entry would survive the page being killed.

const DATABASE = 'buu-ta';
const STORE = 'entries';
const LOCAL = 'buu-ta.entries';

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
  });
}

class DatabaseStorage {
  constructor(database) {
    this.database = database;
  }

  transaction(mode) {
    // Strict: on the disk, not only handed to the system. Browsers that do not know the option write as they always did.
    return this.database.transaction(STORE, mode, { durability: 'strict' });
  }

  put(entries) {
    const transaction = this.transaction('readwrite');
    entries.forEach((entry) => transaction.objectStore(STORE).put(entry));
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

class LocalStorage {
  read() {
    return JSON.parse(localStorage.getItem(LOCAL) || '{}');
  }

  async change(edit) {
    const entries = this.read();
    edit(entries);
    localStorage.setItem(LOCAL, JSON.stringify(entries));
  }

  put(entries) {
    return this.change((held) => entries.forEach((entry) => { held[entry.key] = entry; }));
  }

  remove(keys) {
    return this.change((held) => keys.forEach((key) => { delete held[key]; }));
  }

  async all() {
    const held = this.read();
    return Object.keys(held).map((key) => held[key]);
  }
}

// What was kept while there was no database moves into it.
async function moveInto(database) {
  const left = await new LocalStorage().all();
  if (!left.length) return;
  await database.put(left);
  localStorage.removeItem(LOCAL);
}

export async function openStorage() {
  try {
    const database = new DatabaseStorage(await openDatabase());
    await moveInto(database);
    return database;
  } catch (refused) {
    return new LocalStorage();
  }
}
