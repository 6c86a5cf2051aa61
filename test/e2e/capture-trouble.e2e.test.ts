import { expect, test } from 'vitest';
import type { CaptureResult } from '../../src/capture';
import { openCapture } from '../support/capture-tab';
import { packagePhoto } from '../support/data';
import { filmedBy, filmOf } from '../support/film';

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

test('says that there is no camera, and takes a file instead', async () => {
  await using tab = await openCapture('chromium');
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
  await using tab = await openCapture('chromium');
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
  await using tab = await openCapture('chromium', filmedBy(await filmOf([packagePhoto(3)], { facePx: 60 })));
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

test('without an engine, says so', async () => {
  await using tab = await openCapture('chromium', filmedBy(await filmOf([packagePhoto(3)])));
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
