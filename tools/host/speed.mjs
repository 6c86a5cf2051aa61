/** How much slower this host is than one the tests were written on, so that limits of time mean the same on both. */
import { Worker } from 'node:worker_threads';

/** Work for two threads, as tests have: a slower core, a single one, and one that others keep busy all show. */
const THREADS = 2;
const ROUNDS = 3;

/** A round on two free cores of the machine the limits were chosen on: AMD EPYC, 2.6 GHz, virtual; CPU time of 48 rounds. */
const USUAL_MS = 60;

/** More than this says that something else is wrong. */
const MOST = 8;

const WORK = `
  const { parentPort } = require('node:worker_threads');
  const numbers = new Float64Array(4096).map((_, i) => (i * 7919) % 4096);
  parentPort.on('message', () => {
    let sum = 0;
    for (let round = 0; round < 2_000; round++) {
      for (let i = 0; i < 4096; i++) sum = (sum * 31 + numbers[(i + round) & 4095]) % 65_521;
    }
    parentPort.postMessage(sum);
  });
`;

/** In the environment of tests, and of what they start. */
export const SLOWNESS = 'MIEN_SLOWNESS';

/**
 * What takes `ms` at most on a usual host, as a limit on this one: longer where tests found it slower.
 * @param {number} ms
 */
export function limit(ms) {
  return Math.round(ms * Number(process.env[SLOWNESS] ?? 1));
}

/** At least 1; 3 where the same takes three times as long. Takes about half a second. */
export async function measureSlowness() {
  const workers = Array.from({ length: THREADS }, () => new Worker(WORK, { eval: true }));
  try {
    await round(workers); // compiles
    const times = [];
    for (let i = 0; i < ROUNDS; i++) times.push(await round(workers));
    const median = times.sort((a, b) => a - b)[ROUNDS >> 1];
    return Math.min(MOST, Math.max(1, median / USUAL_MS));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** @param {Worker[]} workers */
async function round(workers) {
  const since = performance.now();
  await Promise.all(
    workers.map(
      (worker) =>
        new Promise((resolve, reject) => {
          worker.once('message', resolve).once('error', reject).postMessage(0);
        }),
    ),
  );
  return performance.now() - since;
}
