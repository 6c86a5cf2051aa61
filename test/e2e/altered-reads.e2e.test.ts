import { expect, test } from 'vitest';
import { findBrowser } from '../../tools/browser/find-browser.mjs';
import type { FirefoxSettings } from '../../tools/browser/launch-firefox';
import { openTab } from '../../tools/browser/tab';
import { packagePhoto } from '../support/data';

/** The template of a photo and how it was read; or why there is no engine. */
async function tryIn(settings: FirefoxSettings) {
  await using tab = await openTab('firefox', { settings });
  await tab.setFiles([packagePhoto(3)]);
  return await tab.evaluate(async () => {
    while (globalThis.mien === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    try {
      const engine = await mien.createEngine({ assets: '/mien/', appid: 'reads', timeoutMs: 60_000 });
      const [photo] = document.querySelector<HTMLInputElement>('#files')?.files ?? [];
      const { template } = await engine.extract(photo);
      const small = await engine.detect(photo, { quick: true });
      return { pixels: engine.info().pixels, template: [...template], faces: small.face.length };
    } catch (error) {
      const { code, message, data } = error as { code: number; message: string; data: unknown };
      return { code, message, data };
    }
  }, null);
}

test('a Firefox that alters canvas reads gets true pixels from frames, and the same template', async (context) => {
  if (findBrowser('firefox') === undefined) return context.skip('skipped: no Firefox');
  const plain = await tryIn({});
  expect(plain).toMatchObject({ pixels: 'canvas' });
  const protectedOne = await tryIn({
    'privacy.fingerprintingProtection': true,
    'privacy.fingerprintingProtection.overrides':
      '+CanvasImageExtractionPrompt,+CanvasExtractionBeforeUserInputIsBlocked',
  });
  expect(protectedOne).toEqual({ ...plain, pixels: 'frames' });
});

test('one that resists fingerprinting either has frames, or says at the start which setting it is', async (context) => {
  if (findBrowser('firefox') === undefined) return context.skip('skipped: no Firefox');
  const plain = await tryIn({});
  const seen = await tryIn({ 'privacy.resistFingerprinting': true });
  // Firefox 140 offers WebCodecs there, 153 does not.
  if ('pixels' in seen) return expect(seen).toEqual({ ...plain, pixels: 'frames' });
  expect(seen).toMatchObject({
    code: 213,
    data: { kind: 'pixels' },
    message: expect.stringContaining('privacy.resistFingerprinting'),
  });
});
