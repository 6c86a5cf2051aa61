import { beforeAll, expect, test } from 'vitest';
import type { CapturedFrame, CaptureResult, MienCapture } from '../../src/capture';
import { findBrowser, openTab, type Tab } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { filmedBy, filmOf } from '../support/film';

/** The built package's element on a bare page, as a host uses it. */
const PAGES = {
  '/capture.html': `<!doctype html><html lang="en"><title>capture</title><link rel="icon" href="data:,">
    <script type="module" src="/capture-boot.js"></script><input type="file" id="files" multiple><div id="place"></div></html>`,
  '/capture-boot.js': `import * as mien from '/dist/index.js';
    import { defineCapture } from '/dist/capture.js';
    defineCapture();
    Object.assign(globalThis, { mien, defineCapture, ready: mien.createEngine({ assets: '/mien/', appid: 'capture' }) });`,
};

declare global {
  var defineCapture: typeof import('../../src/capture').defineCapture;
  var ready: Promise<import('../../src').FaceEngine>;
  var observed: { hints: string[]; shots: number; troubles: string[] };
  /** Waits for what the page does; rejects with what was observed instead. */
  var until: (condition: () => unknown) => Promise<void>;
  var place: (attributes: Record<string, string>) => Promise<MienCapture>;
}

async function open(name: 'chromium' | 'firefox', browserArgs: readonly string[] = []): Promise<Tab> {
  const tab = await openTab(name, { pages: PAGES, path: 'capture.html', browserArgs });
  await tab.evaluate(async () => {
    // The module may not have run yet where the driver waits for less than the other's.
    while (globalThis.ready === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    const engine = await ready;
    globalThis.until = async (condition) => {
      for (const end = Date.now() + 20_000; !condition(); ) {
        if (Date.now() > end) throw new Error(`not within 20 s: ${condition}; ${JSON.stringify(observed)}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    globalThis.place = async (attributes) => {
      globalThis.observed = { hints: [], shots: 0, troubles: [] };
      const element = document.createElement('mien-capture');
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      element.engine = engine;
      element.addEventListener('guidance', (event) =>
        observed.hints.push((event as CustomEvent).detail.hint),
      );
      element.addEventListener('shot', () => observed.shots++);
      element.addEventListener('trouble', (event) =>
        observed.troubles.push((event as CustomEvent).detail.text),
      );
      document.querySelector('#place')?.replaceChildren(element);
      return element;
    };
  }, null);
  return tab;
}

/** What of a result travels to the test. */
interface Summary {
  readonly source: CaptureResult['source'];
  readonly frames: readonly (Omit<CapturedFrame, 'image'> & {
    readonly type: string;
    readonly bytes: number;
  })[];
  readonly hints: readonly string[];
  readonly shots: number;
  readonly live: boolean;
}

/** Captures with these attributes, and whether the camera is still on afterwards. */
function capture(tab: Tab, attributes: Record<string, string>): Promise<Summary> {
  return tab.evaluate(async (attributes) => {
    const element = await place(attributes);
    const result = element.start();
    const video = element.shadowRoot?.querySelector('video');
    await until(() => video?.srcObject);
    const stream = video?.srcObject;
    if (!(stream instanceof MediaStream)) throw new Error('no stream');
    const [track] = stream.getTracks();
    const { frames, source } = await result;
    return {
      source,
      frames: frames.map(({ image, ...frame }) => ({ ...frame, type: image.type, bytes: image.size })),
      hints: observed.hints,
      shots: observed.shots,
      live: track.readyState === 'live',
    };
  }, attributes);
}

let film: string;
let dark: string;
let far: string;
beforeAll(async () => {
  film = await filmOf([packagePhoto(3)]);
  dark = await filmOf([packagePhoto(3)], { filter: 'brightness(0.25)' });
  far = await filmOf([packagePhoto(3)], { facePx: 60 });
});

test('gives the best of several frames of the camera, and closes it', async () => {
  await using tab = await open('chromium', filmedBy(film));
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
  await using tab = await open('chromium', filmedBy(film));
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
  await using tab = await open('chromium', filmedBy(film));
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
  await using tab = await open('chromium', filmedBy(film));
  const { frames, hints, shots } = await capture(tab, { mode: 'enrol', shots: '3', patience: '500' });
  expect(frames).toHaveLength(3);
  expect(shots).toBe(3);
  expect(new Set(hints)).toContain('turn_left');
});

test.each([
  ['too dark', () => dark, 'too_dark', 'Too dark: turn towards the light'],
  ['far away', () => far, 'closer', 'Come closer'],
])('says what is wrong with a picture that is %s, in words, and takes none', async (_, of, hint, words) => {
  await using tab = await open('chromium', filmedBy(of()));
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
  await using tab = await open('chromium', filmedBy(far));
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

test('says that there is no camera, and takes a file instead', async () => {
  await using tab = await open('chromium');
  const said = await tab.evaluate(async () => {
    const element = await place({});
    globalThis.result = element.start();
    await until(() => observed.troubles.length > 0);
    return observed.troubles[0];
  }, null);
  expect(said).toMatch(/^(No camera was found|The camera was not allowed)/);
  await tab.setFiles([packagePhoto(3)]);
  const chosen = await tab.evaluate(async () => {
    const input = document.querySelector('mien-capture')?.shadowRoot?.querySelector('input');
    if (!input) throw new Error('no picker');
    input.files = document.querySelector<HTMLInputElement>('#files')?.files ?? null;
    input.dispatchEvent(new Event('change'));
    const { frames, source } = await globalThis.result;
    return { source, count: frames.length, name: (frames[0].image as File).name };
  }, null);
  expect(chosen).toEqual({ source: 'files', count: 1, name: 'sample3.jpg' });
});

test('where files are not wanted, rejects with the reason', async () => {
  await using tab = await open('chromium');
  const failed = await tab.evaluate(async () => {
    const element = await place({ files: 'no' });
    const visible = element.shadowRoot?.querySelector<HTMLElement>('.choose')?.hidden;
    return element.start().then(
      () => null,
      (error) => ({ name: error.name, trouble: error.trouble, hidden: visible }),
    );
  }, null);
  expect(failed).toMatchObject({ name: 'CameraError', hidden: true });
  expect(['none', 'denied']).toContain(failed?.trouble);
});

test('says that the camera sends no picture, and goes on when it does', async () => {
  await using tab = await open('chromium', filmedBy(far));
  const said = await tab.evaluate(async () => {
    const element = await place({});
    const part = (name: string) => element.shadowRoot?.querySelector(`.${name}`)?.textContent;
    // A track that waits for its first frame: what was asked for is there, and shows nothing.
    const generator = new MediaStreamTrackGenerator({ kind: 'video' });
    const silent = new MediaStream([generator]);
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    const camera = await real({ video: true });
    Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { value: async () => silent });
    const result = element.start().catch((error: Error) => error.name);
    await until(() => observed.troubles.length > 0);
    const never = part('hint');
    const frames = new MediaStreamTrackProcessor({ track: camera.getVideoTracks()[0] }).readable;
    void frames.pipeTo(generator.writable).catch(() => undefined);
    await until(() => observed.hints.includes('closer'));
    // Frames come for longer than between two looks at them, and then no more.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    camera.getVideoTracks()[0].enabled = false;
    element.shadowRoot?.querySelector('video')?.pause();
    await until(() => observed.troubles.length > 1);
    const count = observed.hints.length;
    await until(() => observed.hints.length > count);
    element.cancel();
    camera.getVideoTracks()[0].stop();
    return { never, troubles: observed.troubles, result: await result };
  }, null);
  const text = 'The camera sends no picture. Is it switched off or covered, or used by another program?';
  expect(said).toEqual({ never: text, troubles: [text, text], result: 'AbortError' });
});

test('does not speak of waiting for the camera once it shows a picture', async () => {
  await using tab = await open('chromium', filmedBy(film));
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

test('without an engine, says so', async () => {
  await using tab = await open('chromium', filmedBy(film));
  const failed = await tab.evaluate(async () => {
    const element = await place({});
    element.engine = undefined;
    return element.start().then(
      () => null,
      (error) => ({ code: error.code, message: error.message }),
    );
  }, null);
  expect(failed).toMatchObject({ code: 213, message: expect.stringContaining('engine') });
});

declare global {
  var result: Promise<CaptureResult>;
  /** Chromium's; https://www.w3.org/TR/mediacapture-transform/ gives the first to workers only, by another name. */
  class MediaStreamTrackGenerator extends MediaStreamTrack {
    constructor(options: { kind: 'video' });
    readonly writable: WritableStream;
  }
  class MediaStreamTrackProcessor {
    constructor(options: { track: MediaStreamTrack });
    readonly readable: ReadableStream;
  }
}

test('works in Firefox, on the stream of a canvas', async (context) => {
  if (findBrowser('firefox') === undefined) return context.skip('skipped: no Firefox');
  await using tab = await open('firefox');
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
