import { beforeAll, expect, test } from 'vitest';
import type { MienCapture } from '../../src/capture';
import { findBrowser } from '../../tools/browser';
import { capture, openCapture } from '../support/capture-tab';
import { packagePhoto } from '../support/data';
import { filmedBy, filmOf } from '../support/film';

let film: string;
let dark: string;
let far: string;
beforeAll(async () => {
  film = await filmOf([packagePhoto(3)]);
  dark = await filmOf([packagePhoto(3)], { filter: 'brightness(0.25)' });
  far = await filmOf([packagePhoto(3)], { facePx: 60 });
});

test('gives the best of several frames of the camera, and closes it', async () => {
  await using tab = await openCapture('chromium', filmedBy(film));
  const { source, frames, hints, live } = await capture(tab, {});
  expect(source).toBe('camera');
  expect(frames).toHaveLength(1);
  const [{ type, bytes, width, height, face, quality }] = frames;
  expect([type, width, height]).toEqual(['image/jpeg', 640, 480]);
  expect(bytes).toBeGreaterThan(10_000);
  expect(face.box.height).toBeGreaterThan(150);
  expect(face.box.height).toBeLessThan(250);
  expect(quality.blur).toBeLessThan(0.055);
  expect(hints.slice(-1)).toEqual(['good']);
  expect(live).toBe(false);
});

test('can be cancelled and started again at once, as a kiosk does', async () => {
  await using tab = await openCapture('chromium', filmedBy(film));
  const outcome = await tab.evaluate(async () => {
    const element = await place({});
    const first = element.start().catch((error: Error) => error.name);
    await until(() => observed.hints.length > 0);
    element.cancel();
    const second = element.start();
    // And from within the event of the one before.
    const third = new Promise<number>((resolve) => {
      element.addEventListener(
        'captured',
        () => void element.start().then(({ frames }) => resolve(frames.length)),
        {
          once: true,
        },
      );
    });
    return { first: await first, second: (await second).frames.length, third: await third };
  }, null);
  expect(outcome).toEqual({ first: 'AbortError', second: 1, third: 1 });
});

test('takes an engine and words that were set before it was known', async () => {
  await using tab = await openCapture('chromium', filmedBy(film));
  const count = await tab.evaluate(async () => {
    const early = document.createElement('mien-later') as MienCapture;
    Object.assign(early, { engine: await ready, strings: { start: 'Go' } });
    document.body.append(early);
    defineCapture('mien-later');
    const words = early.shadowRoot?.querySelector('.start slot')?.textContent;
    return [words, (await early.start()).frames.length];
  }, null);
  expect(count).toEqual(['Go', 1]);
});

test('collects several frames to enrol, also of somebody who does not turn the head', async () => {
  await using tab = await openCapture('chromium', filmedBy(film));
  const { frames, hints, shots } = await capture(tab, { mode: 'enrol', shots: '3', patience: '500' });
  expect(frames).toHaveLength(3);
  expect(shots).toBe(3);
  expect(new Set(hints)).toContain('turn_left');
});

test.each([
  ['too dark', () => dark, 'too_dark', 'Too dark: turn towards the light'],
  ['far away', () => far, 'closer', 'Come closer'],
])('says what is wrong with a picture that is %s, in words, and takes none', async (_, of, hint, words) => {
  await using tab = await openCapture('chromium', filmedBy(of()));
  const said = await tab.evaluate(async (wanted) => {
    const element = await place({});
    const result = element.start().then(
      () => 'a frame was taken',
      (error: Error) => error.name,
    );
    const text = () => element.shadowRoot?.querySelector('.hint')?.textContent;
    await until(() => observed.hints.includes(wanted));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const words = text();
    // Leaving the document closes the camera and ends the capture.
    element.remove();
    return { words, result: await result, hints: observed.hints };
  }, hint);
  expect(said.words).toBe(words);
  expect(said.hints.at(-1)).toBe(hint);
  expect(said.result).toBe('AbortError');
});

test('speaks the page’s language, and the host’s own words', async () => {
  await using tab = await openCapture('chromium', filmedBy(far));
  const said = await tab.evaluate(async () => {
    const element = await place({ lang: 'zh-CN' });
    element.strings = { cancel: '停' };
    const button = (name: string) => element.shadowRoot?.querySelector(`.${name}`)?.textContent;
    const before = element.shadowRoot?.querySelector('.start slot')?.textContent;
    void element.start().catch(() => undefined);
    await until(() => observed.hints.includes('closer'));
    await new Promise((resolve) => setTimeout(resolve, 600));
    const hint = element.shadowRoot?.querySelector('.hint')?.textContent;
    element.cancel();
    return { before, hint, cancel: button('cancel') };
  }, null);
  expect(said).toEqual({ before: '打开摄像头', hint: '请靠近一些', cancel: '停' });
});

test('does not speak of waiting for the camera once it shows a picture', async () => {
  await using tab = await openCapture('chromium', filmedBy(film));
  const hint = await tab.evaluate(async () => {
    const element = await place({});
    // An engine whose models are only arriving.
    element.engine = { detect: () => new Promise(() => undefined) } as never;
    element.start().catch(() => undefined);
    const video = element.shadowRoot?.querySelector('video');
    await until(() => (video?.getVideoPlaybackQuality().totalVideoFrames ?? 0) > 3);
    const text = element.shadowRoot?.querySelector('.hint')?.textContent;
    element.cancel();
    return text;
  }, null);
  expect(hint).toBe('Look into the camera');
});

test('works in Firefox, on the stream of a canvas', async (context) => {
  if (findBrowser('firefox') === undefined) return context.skip('skipped: no Firefox');
  await using tab = await openCapture('firefox');
  await tab.setFiles([packagePhoto(3)]);
  const { frames, live } = await tab
    .evaluate(async () => {
      const [file] = document.querySelector<HTMLInputElement>('#files')?.files ?? [];
      const bitmap = await createImageBitmap(file);
      const { face } = await (await ready).detect(file, { mode: 1 });
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
      const drawing = canvas.getContext('2d');
      const scale = 200 / face[0].height;
      const [x, y] = [
        320 - scale * (face[0].x + face[0].width / 2),
        240 - scale * (face[0].y + face[0].height / 2),
      ];
      setInterval(() => drawing?.drawImage(bitmap, x, y, bitmap.width * scale, bitmap.height * scale), 40);
      const stream = canvas.captureStream(25);
      Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { value: async () => stream });
    }, null)
    .then(() => capture(tab, {}));
  expect(frames).toHaveLength(1);
  expect(frames[0].quality.eyeDistance).toBeGreaterThan(40);
  expect(live).toBe(false);
});
