import { afterAll, expect, it } from 'vitest';
import type { Pixels } from '../../pixels';
import { choosePixelReads, readFrame } from './pixel-reads';

/** Changes the lowest bit of one channel of a few pixels, as browsers do against fingerprinting. */
async function altered(bitmap: ImageBitmap): Promise<Pixels> {
  const pixels = await readFrame(bitmap);
  for (const at of [401, 2000]) pixels.data[at] ^= 1;
  return pixels;
}

const missing = () => Promise.reject(new ReferenceError('VideoFrame is not defined'));

afterAll(() => choosePixelReads());

it('reads over a canvas where that is true, within two milliseconds or so', async () => {
  const began = performance.now();
  expect(await choosePixelReads()).toBe('canvas');
  expect(performance.now() - began).toBeLessThan(200);
});

it('notices one low bit, and reads frames instead', async () => {
  const chosen = choosePixelReads([
    ['canvas', altered],
    ['frames', readFrame],
  ]);
  expect(await chosen).toBe('frames');
});

it('says which setting it is where nothing reads true', async () => {
  const chosen = choosePixelReads([
    ['canvas', altered],
    ['frames', missing],
  ]);
  await expect(chosen).rejects.toMatchObject({
    code: 213,
    data: { kind: 'pixels' },
    message: expect.stringContaining('privacy.resistFingerprinting'),
  });
});
