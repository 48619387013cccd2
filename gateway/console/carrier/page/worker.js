// Lets the page open without a network: its files and its words, and nothing that was said about people.

const CACHE = 'buu-ta-{{version}}';
const FILES = [
  '/buu-ta',
  '/buu-ta/api/reasons',
  '/buu-ta/style.css',
  '/buu-ta/icon.svg',
  '/buu-ta/app.js',
  '/buu-ta/api.js',
  '/buu-ta/entry.js',
  '/buu-ta/item_number.js',
  '/buu-ta/outbox.js',
  '/buu-ta/outbox_storage.js',
  '/buu-ta/report_form.js',
  '/buu-ta/scanner.js',
  '/buu-ta/screens.js',
  '/buu-ta/sender.js',
  '/buu-ta/settings.js',
  '/buu-ta/too_old.js',
];

async function keepFiles() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES);
  await self.skipWaiting();
}

async function dropOtherVersions() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('buu-ta-') && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function kept(request, path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) || fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(keepFiles()));
self.addEventListener('activate', (event) => event.waitUntil(dropOtherVersions()));
self.addEventListener('fetch', (event) => {
  const path = new URL(event.request.url).pathname;
  if (event.request.method === 'GET' && FILES.indexOf(path) >= 0) event.respondWith(kept(event.request, path));
});
