import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EnginePage } from '../../tools/browser/engine-page';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';

let tab: EnginePage;

beforeAll(async () => {
  tab = await openEngineTab();
  await tab.page.setInputFiles('#files', packagePhoto(1));
});

afterAll(() => tab[Symbol.asyncDispose]());

it('takes every kind of picture, finds the same face in each and leaves the caller’s object usable', async () => {
  const found = await tab.page.evaluate(async () => {
    const [file] = files();
    const buffer = await file.arrayBuffer();
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.drawImage(bitmap, 0, 0);
    const offscreen = new OffscreenCanvas(width, height);
    offscreen.getContext('2d')?.drawImage(bitmap, 0, 0);
    const url = URL.createObjectURL(file);
    const image = Object.assign(new Image(), { src: url });
    await image.decode();
    const video = Object.assign(document.createElement('video'), { muted: true });
    video.srcObject = canvas.captureStream();
    context.drawImage(bitmap, 0, 0);
    await video.play();
    const dataUrl = await new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.readAsDataURL(file);
    });
    const shared = new Uint8Array(new SharedArrayBuffer(buffer.byteLength));
    shared.set(new Uint8Array(buffer));
    const inputs = {
      file,
      blob: new Blob([buffer]),
      buffer,
      bytes: new Uint8Array(buffer),
      view: new DataView(buffer),
      shared,
      blobUrl: url,
      dataUrl,
      url: new URL(url),
      bitmap,
      imageData: context.getImageData(0, 0, width, height),
      image,
      video,
      canvas,
      offscreen,
      videoFrame: new VideoFrame(canvas, { timestamp: 0 }),
    };
    const reference = (await engine.extract(file)).template;
    const cosines: Record<string, number> = {};
    for (const [name, input] of Object.entries(inputs)) {
      const { template } = await engine.extract(input);
      // Twice: the first call must not have taken the picture away.
      await engine.extract(input);
      cosines[name] = template.reduce((sum, x, i) => sum + x * reference[i], 0);
    }
    inputs.videoFrame.close();
    return cosines;
  });
  // A video is compressed once more on its way; everything else shows the same pixels.
  const { video, ...exact } = found;
  expect(video).toBeGreaterThan(0.98);
  for (const [name, cosine] of Object.entries(exact)) expect(cosine, name).toBeGreaterThan(0.9999);
});

it('refuses an empty address, a closed bitmap and an image element that shows nothing', async () => {
  const codes = await tab.page.evaluate(async () => ({
    empty: await failure(engine.extract('')),
    closedBitmap: await failure(
      createImageBitmap(files()[0]).then((bitmap) => {
        bitmap.close();
        return engine.extract(bitmap);
      }),
    ),
    emptyImage: await failure(engine.extract(new Image())),
  }));
  expect(codes.empty?.code).toBe(-1300);
  expect(codes.closedBitmap?.code).toBe(-1102);
  expect(codes.emptyImage?.code).toBe(-1102);
});

it('takes the picture that is there when the call is made', async () => {
  const cosine = await tab.page.evaluate(async () => {
    const bitmap = await createImageBitmap(files()[0]);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.drawImage(bitmap, 0, 0);
    const call = engine.extract(canvas);
    context.clearRect(0, 0, canvas.width, canvas.height);
    const [a, b] = [(await call).template, (await engine.extract(files()[0])).template];
    return a.reduce((sum, x, i) => sum + x * b[i], 0);
  });
  expect(cosine).toBeGreaterThan(0.9999);
});
