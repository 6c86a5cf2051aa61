import { expect, it } from 'vitest';
import { createEngine } from './create';

/**
 * Files and functions of ours from a method of the engine to the message to a worker. A trace shows neither the method nor the work it
 * hands over where they return a promise without awaiting it: two functions more, and a file.
 */
const MOST = { files: 4, functions: 6 };

/** The frames from which a call was sent to a worker, innermost first; async hops are among them, as far as they are awaited. */
async function framesOf(call: () => Promise<unknown>): Promise<string[][]> {
  const sent: string[][] = [];
  const { postMessage } = Worker.prototype;
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 50;
  Worker.prototype.postMessage = function (this: Worker, ...message: unknown[]) {
    const lines = (new Error('where').stack ?? '').split('\n').slice(2);
    sent.push(lines.filter((line) => line.includes('/src/') && !line.includes('.browser.test.')));
    return Reflect.apply(postMessage, this, message);
  };
  try {
    await call();
  } finally {
    Worker.prototype.postMessage = postMessage;
    Error.stackTraceLimit = stackTraceLimit;
  }
  return sent;
}

const fileOf = (frame: string) => /\/src\/[^?:)]+/.exec(frame)?.[0];

it('a picture reaches its worker through few files and functions', async () => {
  await using engine = await createEngine({
    assets: '/src/engine/testing/actor/',
    appid: `depth-${crypto.randomUUID()}`,
    keepWarm: false,
    backend: 'wasm',
    persist: false,
  });
  const picture = new Blob(['played']);
  const [extract] = await framesOf(() => engine.extract(picture));
  expect(extract.join('\n')).toContain('withPictures');
  expect(extract.length, extract.join('\n')).toBeLessThanOrEqual(MOST.functions);
  expect(new Set(extract.map(fileOf)).size, extract.join('\n')).toBeLessThanOrEqual(MOST.files);
});
