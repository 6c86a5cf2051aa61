import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EnginePage } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';

let tab: EnginePage;
/** What the page's server was asked for since the engine runs. */
const asked: string[] = [];

beforeAll(async () => {
  tab = await openEngineTab({ log: (path) => asked.push(path) });
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

it('decodes a picture that came as text, in whatever spelling, and never asks the server for it', async () => {
  asked.length = 0;
  const seen = await tab.page.evaluate(async () => {
    const [file] = files();
    const bitmap = await createImageBitmap(file);
    // A request on the wire has 1.5 MB.
    const [width, height] = [bitmap.width, bitmap.height].map((edge) => Math.round(edge / 3));
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height);
    const base64 = async (blob: Blob) => {
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
    };
    const jpeg = await base64(file);
    const texts = {
      jpeg,
      png: await base64(await canvas.convertToBlob()),
      webp: await base64(await canvas.convertToBlob({ type: 'image/webp' })),
      lines: jpeg.replace(/.{76}/g, '$&\r\n'),
      indented: ` ${jpeg}`,
      unpadded: jpeg.replace(/=+$/, ''),
      urlAlphabet: jpeg.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, ''),
      dataUrl: `data:image/jpeg;base64,${jpeg}`,
      percentEncoded: `data:;base64,${encodeURIComponent(jpeg)}`,
    };
    const handle = mienHttp.createHandler(engine);
    const wire = async (action: string, fields: object): Promise<number> => {
      const body = JSON.stringify({ appid: 'text', person_id: 'nobody', ...fields });
      const response = await handle(new Request(`/face/${action}`, { method: 'POST', body }));
      return (await response.json()).code;
    };
    const codes: Record<string, unknown> = {};
    for (const [name, text] of Object.entries(texts)) {
      codes[name] = [
        (await engine.extract(text)).image.width > 0,
        await wire('detect', { mode: 1, url: text }),
        await wire('compare', { urlA: text, urlB: text }),
      ];
    }
    const fragments = [3, 4, 8, 9, 100, 1999, 2048, 2049].map((length) => jpeg.slice(0, length));
    const broken: unknown[] = [];
    for (const text of [...fragments, '/9j/photo.jpg', 'photo.jpg', `/${'x.'.repeat(1100)}`]) {
      broken.push(
        (await failure(engine.extract(text)))?.code,
        await wire('detect', { url: text }),
        await wire('compare', { urlA: text, urlB: jpeg }),
        await wire('multidentify', { group_id: 'none', url: text }),
        await wire('addface', { urls: [text] }),
        await wire('identify', { group_id: 'none', image: text }),
      );
    }
    return { codes, broken };
  });
  for (const [name, found] of Object.entries(seen.codes)) expect(found, name).toEqual([true, 0, 0]);
  expect(seen.broken.filter((code) => code === 0 || code === 213 || code === -1308)).toEqual([]);
  // What an engine loads later on is not a picture.
  expect(asked.filter((path) => !path.startsWith('/mien/'))).toEqual([]);
});

it('a path to another host is fetched from named origins only', async () => {
  asked.length = 0;
  const refused = await tab.page.evaluate(() => failure(engine.extract('//elsewhere.example/photo.jpg')));
  expect(refused).toMatchObject({ code: -1308, message: expect.stringContaining('imageOrigins') });
  expect(asked.filter((path) => !path.startsWith('/mien/'))).toEqual([]);
});

it('refuses at once what cannot be read or handed over, and goes on with the worker that it has', async () => {
  asked.length = 0;
  const found = await tab.page.evaluate(async () => {
    const [file] = files();
    const buffer = await file.arrayBuffer();
    const gone = <T>(value: T, held: ArrayBufferLike): T => {
      structuredClone(held, { transfer: [held as ArrayBuffer] });
      return value;
    };
    const resizable = (length: number) => new ArrayBuffer(length, { maxByteLength: 100 });
    const shrunk = resizable(100);
    const cut = { view: new Uint8Array(shrunk, 50, 50), data: new DataView(shrunk, 50, 50) };
    shrunk.resize(10);
    const pixels = new ImageData(10, 10);
    const frame = new VideoFrame(await createImageBitmap(pixels), { timestamp: 0 });
    frame.close();
    const given = new OffscreenCanvas(10, 10);
    structuredClone(given, { transfer: [given] });
    const copy = buffer.slice(0);
    const bytes = new Uint8Array(buffer.slice(0));
    const pretending = (tag: string) => ({ [Symbol.toStringTag]: tag, width: 1, height: 1, size: 1 });
    const inputs: Record<string, unknown> = {
      detachedBuffer: gone(copy, copy),
      detachedView: gone(bytes, bytes.buffer),
      cutOffView: cut.view,
      cutOffDataView: cut.data,
      detachedPixels: gone(pixels, pixels.data.buffer),
      closedFrame: frame,
      canvasGivenAway: given,
      emptyCanvas: new OffscreenCanvas(0, 0),
      pixels51: new ImageData(8000, 6400),
      bitmap51: await createImageBitmap(new ImageData(8000, 6400)),
      canvas51: Object.assign(document.createElement('canvas'), { width: 8000, height: 6400 }),
      blobByName: pretending('Blob'),
      fileByName: Object.assign(() => 1, pretending('File')),
      pixelsByName: pretending('ImageData'),
      bitmapByName: pretending('ImageBitmap'),
      urlByName: pretending('URL'),
      bufferByName: pretending('ArrayBuffer'),
      stringObject: new String('a'),
      number: 7,
      symbol: Symbol('a'),
      object: {},
      withoutPrototype: Object.create(null),
      promise: Promise.resolve(file),
      stream: file.stream(),
      response: new Response(file),
      list: [file],
      handler: () => file,
      proxy: new Proxy(
        {},
        {
          get: () => {
            throw new Error('no');
          },
        },
      ),
    };
    const codes: Record<string, number> = {};
    for (const [name, input] of Object.entries(inputs)) {
      codes[name] = (await failure(engine.extract(input as File, { timeoutMs: 10_000 })))?.code ?? 0;
    }
    const all = new ArrayBuffer(buffer.byteLength, { maxByteLength: buffer.byteLength + 10 });
    new Uint8Array(all).set(new Uint8Array(buffer));
    const shared = new SharedArrayBuffer(buffer.byteLength);
    new Uint8Array(shared).set(new Uint8Array(buffer));
    const good: unknown[] = [all, new Uint8Array(all), new DataView(all), shared];
    const refused = [];
    for (const input of good) refused.push(await failure(engine.extract(input as File)));
    return { codes, refused };
  });
  const { codes } = found;
  expect(found).toMatchObject({ codes: { detachedBuffer: -1102, detachedPixels: -1102, pixels51: -1102 } });
  for (const [name, code] of Object.entries(codes)) expect([-1102, -1300, -1400], name).toContain(code);
  expect(found.refused).toEqual([null, null, null, null]);
  expect(asked.filter((path) => path.includes('vision'))).toEqual([]);
});

it('takes the pixels that are there when the call is made', async () => {
  const cosine = await tab.page.evaluate(async () => {
    const bitmap = await createImageBitmap(files()[0]);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.drawImage(bitmap, 0, 0);
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
    const call = engine.extract(pixels);
    pixels.data.fill(0);
    const [a, b] = [(await call).template, (await engine.extract(files()[0])).template];
    return a.reduce((sum, x, i) => sum + x * b[i], 0);
  });
  expect(cosine).toBeGreaterThan(0.9999);
});

it('an id or a remark that is no text, and cannot even be sent, is −1313', async () => {
  const codes = await tab.page.evaluate(async () => {
    const none = (() => 1) as unknown as string;
    const image = files()[0];
    const person = { person_id: 'ann', group_ids: ['g'], image };
    const calls = [
      engine.getinfo(none),
      engine.verify(none, image),
      engine.newperson({ ...person, tag: none }),
      engine.newperson({ ...person, group_ids: [none] }),
      engine.identify({ group_id: none, image }),
      engine.setinfo({ person_id: 'ann', tag: Symbol('a') as unknown as string }),
    ];
    return Promise.all(calls.map(async (call) => (await failure(call))?.code));
  });
  expect(codes).toEqual(codes.map(() => -1313));
});
