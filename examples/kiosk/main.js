// Greets visitors who were here before, and asks others for their name.
import { defineCapture } from './mien/capture.js';
import { createEngine } from './mien/index.js';

const GROUP = 'visitors';
/** Among many people a search has many chances to be wrong: ask for more than for one comparison. */
const SURE = 90;

defineCapture();
const form = document.querySelector('form');
const output = document.querySelector('output');
const capture = document.querySelector('mien-capture');
const engine = await createEngine({ assets: './mien/assets/', appid: 'reception' });
capture.engine = engine;

async function nameOf(image) {
  const groups = await engine.getgroupids();
  if (!groups.group_ids.includes(GROUP)) return undefined;
  const [best] = (await engine.identify({ group_id: GROUP, image })).candidates;
  return best?.confidence >= SURE ? (await engine.getinfo(best.person_id)).person_name : undefined;
}

async function askName() {
  form.hidden = false;
  await new Promise((resolve) => {
    form.onsubmit = (event) => resolve(event.preventDefault());
  });
  form.hidden = true;
  return form.elements.name.value;
}

async function greet(image) {
  const known = await nameOf(image);
  if (known !== undefined) return `Welcome back, ${known}.`;
  const person_name = await askName();
  await engine.newperson({ person_id: crypto.randomUUID(), person_name, group_ids: [GROUP], image });
  return `Nice to meet you, ${person_name}.`;
}

for (;;) {
  try {
    const { frames } = await capture.start();
    output.value = await greet(frames[0].image);
  } catch (error) {
    output.value = error.detail ?? error.message;
  }
  await new Promise((resolve) => setTimeout(resolve, 3000)); // for the next visitor to step up
}
