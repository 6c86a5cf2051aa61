// The password is the server's affair. The face opens what the server has given this device for the next time: it makes
// logging in easier here, and proves nothing to the server.
import { defineCapture } from './mien/capture.js';
import { createEngine } from './mien/index.js';

defineCapture();
const form = document.querySelector('form');
const output = document.querySelector('output');
const capture = document.querySelector('mien-capture');
const engine = await createEngine({ assets: './mien/assets/', appid: 'login', matchConfidence: 85 });
capture.engine = engine;

async function look(mode) {
  capture.setAttribute('mode', mode);
  return (await capture.start()).frames.map(({ image }) => image);
}

async function byPassword({ name, password, remember }) {
  const response = await fetch('login', { method: 'POST', body: JSON.stringify({ name, password }) });
  if (!response.ok) return 'Wrong name or password.';
  if (!remember) return `Welcome, ${name}.`;
  const [image, ...images] = await look('enrol');
  await engine.newperson({ person_id: name, group_ids: ['users'], image });
  if (images.length > 0) await engine.addface({ person_id: name, images });
  localStorage.setItem(`session of ${name}`, await response.text());
  return `Welcome, ${name}. Next time your face will do.`;
}

async function byFace({ name }) {
  const { ismatch } = await engine.verify(name, (await look('verify'))[0]);
  const session = localStorage.getItem(`session of ${name}`);
  return ismatch && session !== null ? `Welcome back, ${name}.` : 'Please use the password.';
}

async function run(work) {
  const given = Object.fromEntries(new FormData(form));
  output.value = await work(given).catch((error) => error.detail ?? error.message);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void run(byPassword);
});
document.querySelector('[type=button]').addEventListener('click', () => run(byFace));
output.value = 'Ready';
