// A door that needs no network once it was set up. A face is one factor: put a code or a card beside it.
await navigator.serviceWorker.register('sw.js');
if (navigator.serviceWorker.controller === null)
  await new Promise((resolve) =>
    navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
  );

// Only now, so that everything passes the service worker, which keeps it.
const { defineCapture } = await import('./mien/capture.js');
const { createEngine } = await import('./mien/index.js');

defineCapture();
const find = (selector) => document.querySelector(selector);
const [name, output, capture] = [find('input'), find('output'), find('mien-capture')];
const attempts = { perMinute: 5, lockSeconds: 60 };
const engine = await createEngine({ assets: './mien/assets/', appid: 'door', matchConfidence: 90, attempts });
capture.engine = engine;

async function open() {
  const { frames } = await capture.start();
  const { ismatch } = await engine.verify(name.value, frames[0].image);
  return ismatch ? `Come in, ${name.value}.` : 'You are not known here.'; // here the lock's own interface is called
}

async function admit() {
  const { frames } = await capture.start();
  await engine.newperson({ person_id: name.value, group_ids: ['residents'], image: frames[0].image });
  return `${name.value} may enter from now on.`;
}

for (const [id, work] of Object.entries({ open, admit }))
  document.getElementById(id).onclick = async () => {
    output.value = await work().catch((error) => error.detail ?? error.message);
  };
output.value = 'ready';
