import { expect, it } from 'vitest';
import { VisionSide } from './vision-side';

const never = new AbortController().signal;
const picture = Promise.resolve(new Blob(['played']));

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

it('moves to WebGPU when that has won, goes back to wasm when the GPU is lost, and stops when closed', async () => {
  const assets = new URL('/src/engine/testing/actor/', location.href);
  const vision = new VisionSide(assets, { assets, appid: 'played' });
  vision.keepTo({ release: 'tested', backends: ['wasm', 'webgpu'], files: {} });
  await vision.start(never);
  expect((await vision.extract(picture, never)).backend).toBe('wasm');

  vision.considerWebgpu();
  await until(() => vision.backend.active === 'webgpu');
  expect(vision.backend).toMatchObject({ reason: expect.stringMatching(/right and faster/) });
  expect(vision.info.backend).toBe('webgpu');
  expect((await vision.extract(picture, never)).backend).toBe('webgpu');

  const lost = vision.extract(Promise.resolve({ url: 'about:blank#die' }), never);
  await Promise.allSettled([lost]);
  await until(() => vision.backend.active === 'wasm');
  expect(vision.backend.reason).toMatch(/back from WebGPU/);
  expect(vision.info.origin.model).toBe('played');
  expect((await vision.extract(picture, never)).backend).toBe('wasm');

  vision.close();
  await expect(vision.extract(picture, never)).rejects.toMatchObject({ code: 213 });
});
