// Notes who comes and goes.
import { defineCapture } from './mien/capture.js';
import { createEngine } from './mien/index.js';

defineCapture();
const output = document.querySelector('output');
const capture = document.querySelector('mien-capture');
const engine = await createEngine({ assets: './mien/assets/', appid: 'time-clock' });
capture.engine = engine;

async function look(mode) {
  capture.setAttribute('mode', mode);
  return (await capture.start()).frames.map(({ image }) => image);
}

const lines = () => JSON.parse(localStorage.getItem('lines') ?? '[]');

function show() {
  document.querySelector('pre').textContent = lines().join('\n');
}

async function note(event) {
  const [image] = await look('verify');
  const [best] = (await engine.identify({ group_id: 'staff', image })).candidates;
  if (best === undefined || best.confidence < 85) return 'I am not sure who you are. Please try again.';
  const line = `${new Date().toLocaleTimeString()} ${best.person_id} ${event}`;
  localStorage.setItem('lines', JSON.stringify([...lines(), line]));
  show();
  return line;
}

async function enrol(name) {
  const [image, ...images] = await look('enrol');
  await engine.newperson({ person_id: name, group_ids: ['staff'], image });
  if (images.length > 0) await engine.addface({ person_id: name, images });
  return `${name} is known from now on.`;
}

const say = async (work) => {
  output.value = await work.catch((error) => error.detail ?? error.message);
};
for (const event of ['in', 'out']) document.getElementById(event).onclick = () => say(note(event));
document.querySelector('form').onsubmit = (event) => {
  event.preventDefault();
  void say(enrol(event.target.elements.name.value));
};
show();
output.value = 'Ready';
