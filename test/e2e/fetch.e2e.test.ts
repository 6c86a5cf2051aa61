import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HEADERS } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';

let other: Server;
let origin: string;
const seen: { path: string; headers: IncomingHttpHeaders }[] = [];

/** Another origin that shares its pictures, sends some on, and never stops sending others. */
beforeAll(async () => {
  const photo = readFileSync(packagePhoto(1));
  other = createServer((request, response) => {
    seen.push({ path: request.url ?? '', headers: request.headers });
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (request.url === '/photo.jpg') response.end(photo);
    else if (request.url === '/moved.jpg') response.writeHead(302, { Location: '/photo.jpg' }).end();
    else if (request.url === '/endless.jpg') pour(response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => other.listen(0, 'localhost', resolve));
  origin = `http://localhost:${(other.address() as AddressInfo).port}`;
});

afterAll(() => {
  other.closeAllConnections();
  other.close();
});

function pour(response: ServerResponse): void {
  const more = () => {
    while (!response.destroyed && response.write(Buffer.alloc(2 ** 20)));
  };
  response.on('drain', more);
  more();
}

it('fetches pictures of named origins only, without credentials, redirects or endless bodies', async () => {
  const policy = HEADERS['Content-Security-Policy'].replace(
    "connect-src 'self'",
    `connect-src 'self' ${origin}`,
  );
  await using tab = await openEngineTab({
    headers: { ...HEADERS, 'Content-Security-Policy': policy },
    engine: { imageOrigins: [origin] },
  });
  await tab.context.addCookies([{ name: 'secret', value: '1', url: origin }]);
  const results = await tab.page.evaluate(async (from) => {
    const strict = await start({ imageOrigins: [], appid: 'strict' });
    const result = {
      allowed: (await engine.extract(`${from}/photo.jpg`)).image.width,
      moved: await failure(engine.extract(`${from}/moved.jpg`)),
      missing: await failure(engine.extract(`${from}/missing.jpg`)),
      endless: await failure(engine.extract(`${from}/endless.jpg`)),
      refused: await failure(strict.extract(`${from}/photo.jpg`)),
      senseless: await failure(engine.extract('http://')),
    };
    await strict.close();
    return result;
  }, origin);
  expect(results.allowed).toBeGreaterThan(100);
  for (const name of ['moved', 'missing', 'endless', 'refused', 'senseless'] as const) {
    expect(results[name]?.code, name).toBe(-1308);
  }
  expect(results.refused?.message).toContain('imageOrigins');
  expect(results.endless?.message).toContain('larger than');
  expect(seen.map(({ path }) => path)).toEqual(['/photo.jpg', '/moved.jpg', '/missing.jpg', '/endless.jpg']);
  expect(seen.filter(({ headers }) => headers.cookie ?? headers.authorization ?? headers.referer)).toEqual(
    [],
  );
});

it('fetches a large picture once, however often it is looked at', async () => {
  const asked: string[] = [];
  // A worker of the page's own: only there large pictures are decoded at a part of their size, and what is routed arrives.
  await using tab = await openEngineTab({ engine: { keepWarm: false } });
  const picture = await tab.page.evaluate(
    async (photo) => {
      const bitmap = await createImageBitmap(await (await fetch(photo)).blob());
      // The face is small in it: too small to be seen well in a reduced copy.
      const canvas = new OffscreenCanvas(4000, 3000);
      canvas.getContext('2d')?.drawImage(bitmap, 100, 100, bitmap.width / 2, bitmap.height / 2);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    dataUrl(packagePhoto(1)),
  );
  await tab.context.route('**/large.jpg', (route) => {
    asked.push(route.request().url());
    return route.fulfill({ body: Buffer.from(picture), contentType: 'image/jpeg' });
  });
  const { image } = await tab.page.evaluate(() => engine.extract(new URL('/large.jpg', location.href).href));
  expect(image).toEqual({ width: 4000, height: 3000 });
  expect(asked).toHaveLength(1);
});

function dataUrl(path: string): string {
  return `data:image/jpeg;base64,${readFileSync(path).toString('base64')}`;
}
