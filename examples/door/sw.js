// Keeps whatever the page asks for, and answers from that when there is no network.
const cache = caches.open('door');
addEventListener('install', (event) => event.waitUntil(cache.then((each) => each.addAll(['./', 'main.js']))));
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => event.respondWith(answer(event.request)));

async function answer(request) {
  const response = await fetch(request).catch(() => caches.match(request));
  if (response?.ok && request.method === 'GET') await (await cache).put(request, response.clone());
  return response ?? Response.error();
}
