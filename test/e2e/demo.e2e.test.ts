import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { ModelManifest } from '../../src/protocol';
import { serve } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { DEMO, enrol, goTo, openDemo, readyOffline, started, useDemo, verify } from '../support/demo';
import { MIEN } from '../support/run-command';

const ROOT = resolve(import.meta.dirname, '../..');

const site = useDemo();

/** A page with one person enrolled, on the page "Verify". */
async function openWith(name: string, photo: number) {
  const demo = await openDemo(site.browser, `${site.address}#/people`);
  await enrol(demo.page, name, packagePhoto(photo));
  await goTo(demo.page, 'Verify');
  return demo;
}

/** Puts an EXIF segment with this orientation behind a JPEG's first marker. */
function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const segment = Buffer.concat([Buffer.from('ffe10000', 'hex'), Buffer.from('Exif\0\0'), tiff]);
  segment.writeUInt16BE(segment.length - 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
}

/** A sample photo, drawn through a CSS filter. */
async function worsePhoto(page: Page, n: number, filter: string) {
  const base64 = await page.evaluate(
    async ({ n, filter }) => {
      const bitmap = await createImageBitmap(await (await fetch(`./samples/sample${n}.jpg`)).blob());
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no 2d canvas');
      context.filter = filter;
      context.drawImage(bitmap, 0, 0);
      return canvas.toDataURL('image/png').split(',')[1];
    },
    { n, filter },
  );
  return { name: 'worse.png', mimeType: 'image/png', buffer: Buffer.from(base64, 'base64') };
}

test('the demo serves the models of its manifest, without added ones', () => {
  const manifest = JSON.parse(readFileSync(resolve(DEMO, 'mien/manifest.json'), 'utf8')) as ModelManifest;
  const { detectors, landmarker, mesh, embedders } = manifest;
  const files = [detectors.shortRange, detectors.fullRange].flatMap(({ topology, weights }) => [
    topology,
    weights,
  ]);
  files.push(landmarker.file);
  if (mesh) files.push(mesh.file, mesh.canonical);
  for (const entry of embedders) if (!('optional' in entry)) files.push(entry.file);
  expect(readdirSync(resolve(DEMO, 'mien/models')).map((name) => `models/${name}`)).toEqual(
    files.map(({ path }) => path).sort(),
  );
  expect(embedders.filter((entry) => 'optional' in entry && entry.file)).toEqual([]);
});

/** Scripts that these import before they run, and they themselves. */
function staticImports(scripts: readonly string[], known = new Set<string>()): Set<string> {
  for (const script of scripts) {
    if (known.has(script)) continue;
    known.add(script);
    const text = readFileSync(resolve(DEMO, 'assets', script), 'utf8');
    staticImports(
      Array.from(text.matchAll(/(?:from|import)"\.\/([^"]+\.js)"/g), ([, name]) => name),
      known,
    );
  }
  return known;
}

test('the first page takes at most 60 kB of scripts, compressed, and nothing of the engine', () => {
  const [, entry] =
    /src="\.\/assets\/([^"]+\.js)"/.exec(readFileSync(resolve(DEMO, 'index.html'), 'utf8')) ?? [];
  const start = readdirSync(resolve(DEMO, 'assets')).filter((name) => /^start-.*\.js$/.test(name));
  expect(start.length).toBe(1);
  const scripts = [...staticImports([entry, ...start])];
  const bytes = scripts.map((name) => gzipSync(readFileSync(resolve(DEMO, 'assets', name))).length);
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(60_000);
  const ofEngine = scripts.filter((name) =>
    /mien-capture-good|vision\.worker/.test(readFileSync(resolve(DEMO, 'assets', name), 'utf8')),
  );
  expect(ofEngine).toEqual([]);
});

describe('a first visit', () => {
  test('reads before any script runs, and stands before the models are there', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await using slow = await serve({
      folders: { '/': DEMO },
      hold: (path) => (path.startsWith('/mien/models/') ? held : undefined),
    });
    const context = await site.browser.newContext({ locale: 'en-US' });
    const page = await context.newPage();
    const html = await (await page.goto(slow.address))?.text();
    expect(html).toContain('No photo is sent, and none is stored.');
    await page.getByRole('button', { name: 'Show your face' }).waitFor();
    for (const [path, words] of [
      ['verify', 'Check whether a photo shows a particular person.'],
      ['people', 'Add a person'],
      ['identify', 'Choose a photo'],
      ['keeping', 'Copies of what is stored here'],
      ['explore', 'What confidence means'],
      ['about', 'Photos are never stored.'],
    ] as const) {
      await page.goto(`${slow.address}#/${path}`);
      await page.getByText(words).first().waitFor();
      // Only what needs the models says that they are on their way.
      await page.getByText('Loading the face models').first().waitFor();
    }
    // A photo that is chosen meanwhile is looked at as soon as it can be.
    await page.goto(`${slow.address}#/people`);
    await page.locator('#enrol-name').fill('Early');
    await page.getByLabel('Photos of the person: Choose photos').setInputFiles(packagePhoto(3));
    await page.getByText('Waiting for the face models. Your photo is next.').waitFor();
    release();
    await page.getByText('Early: 1 photo added.').waitFor();
    await context.close();
  });

  test('tells a whole story in two clicks, without a camera', async () => {
    const { context, page, problems } = await openDemo(site.browser, site.address);
    await page.getByText('Nothing leaves this device').waitFor();
    await page.getByRole('button', { name: 'No camera? Watch it with sample portraits' }).click();
    await page.getByRole('button', { name: 'Ann, on another day' }).click();
    await page.getByText('Yes, this is Ann.').waitFor();
    await page.getByText('A stranger would pass once in about 3,000 tries.').waitFor();
    await page.getByRole('button', { name: 'A stranger' }).click();
    await page.getByText('No, this is not Ann.').waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  test('offers two sample people, and verifies other portraits of them', async () => {
    const { context, page, problems } = await openDemo(site.browser, `${site.address}#/verify`);
    await page.getByRole('button', { name: 'Or try it with two sample people' }).click();
    const samples = page.getByLabel('The photo: Sample photos');
    await samples.getByLabel('Ann, photo 2').click();
    await page.getByText('Yes, this is Ann.').waitFor();
    await page.getByRole('combobox', { name: 'Person' }).selectOption('Bea');
    await page.getByText('No, this is not Bea.').waitFor();
    await samples.getByLabel('Bea, photo 2').click();
    await page.getByText('Yes, this is Bea.').waitFor();
    await samples.getByLabel('Cleo, photo 1').click();
    await page.getByText('No, this is not Bea.').waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });
});

describe('verify', () => {
  test('says yes or no, shows where that lies and both faces, and folds every figure, also after a reload', async () => {
    const { context, page, problems } = await openWith('Ann Müller', 3);
    expect(await verify(page, packagePhoto(3))).toBe('Yes, this is Ann Müller.');
    await page.getByRole('img', { name: 'The photo lies in the part of the bar that means yes' }).waitFor();
    await page.getByRole('img', { name: /^Outline of the enrolled face, turned -?\d+° sideways/ }).waitFor();
    const details = page.locator('.result details');
    expect(await details.getAttribute('open')).toBeNull();
    expect(await details.textContent()).toMatch(/\d+ px between the eyes, sharp, well lit/);
    expect(await details.textContent()).toContain(
      '100.0 on a scale that ends at 100 and is not a percentage',
    );
    expect(await page.locator('.stages tr').count()).toBe(6);
    // Of confidence, similarity and time nothing is read by who does not ask.
    const shown = (await page.locator('.result').allInnerTexts()).join();
    expect(shown.match(/[\d.,]*\d/g)).toEqual(['3,000']);
    expect(await verify(page, packagePhoto(6))).toBe('No, this is not Ann Müller.');
    await page.getByRole('img', { name: 'The photo lies in the part of the bar that means no' }).waitFor();
    await page.reload();
    await started(page);
    expect(await verify(page, packagePhoto(3))).toBe('Yes, this is Ann Müller.');
    expect(problems).toEqual([]);
    await context.close();
  });

  test('counts as a match from the confidence that was chosen', async () => {
    const { context, page } = await openWith('Bo', 3);
    await page.getByText('How strict?').click();
    await page.getByRole('slider').fill('90');
    await page
      .locator('.strictness')
      .getByText('A stranger would pass once in about 100,000 tries.')
      .waitFor();
    // The same face, so blurred that it is recognised with less confidence.
    await verify(page, await worsePhoto(page, 3, 'blur(9px)'));
    const details = page.locator('.result details');
    const confidence = Number(/Confidence([\d.]+) on a scale/.exec((await details.textContent()) ?? '')?.[1]);
    expect(confidence).toBeGreaterThan(50);
    expect(confidence).toBeLessThan(100);
    // Moved afterwards, it changes verdict, bar and figures together.
    const bar = page.locator('.verdict-bar');
    for (let threshold = 50; threshold <= 90; threshold += 5) {
      await page.getByRole('slider').fill(String(threshold));
      await details
        .getByText(`yes from ${threshold}, not sure from ${threshold - 15}`)
        .waitFor({ state: 'attached' });
      const answer = confidence >= threshold ? 'yes' : confidence >= threshold - 15 ? 'unsure' : 'no';
      expect(await bar.getAttribute('data-answer'), `${confidence} at ${threshold}`).toBe(answer);
      expect(await page.locator('#verdict').getAttribute('class')).toBe(`message ${answer}`);
    }
    await context.close();
  });

  test.each([
    ['as stored', 1],
    ['turned by EXIF', 6],
  ])('draws the box on the upright picture, %s, where the face is', async (_, orientation) => {
    const { context, page } = await openWith('Cy', 3);
    const buffer = withOrientation(readFileSync(packagePhoto(3)), orientation);
    await verify(page, { name: 'photo.jpg', mimeType: 'image/jpeg', buffer });
    // The box waits for the picture, which the browser may show after the verdict.
    await page.locator('.face-photo rect').waitFor({ state: 'attached' });
    const drawn = await page.evaluate(() => {
      const image = document.querySelector<HTMLImageElement>('.face-photo img');
      const overlay = document.querySelector<SVGSVGElement>('.face-photo svg');
      const box = document.querySelector('.face-photo rect')?.getBoundingClientRect();
      const frame = image?.getBoundingClientRect();
      if (!image || !overlay || !box || !frame) throw new Error('nothing is drawn');
      return {
        sizes: [image.naturalWidth, image.naturalHeight],
        viewBox: [overlay.viewBox.baseVal.width, overlay.viewBox.baseVal.height],
        inside:
          box.left > frame.left &&
          box.right < frame.right &&
          box.top > frame.top &&
          box.bottom < frame.bottom,
        share: box.width / frame.width,
      };
    });
    expect(drawn.viewBox).toEqual(drawn.sizes);
    expect(drawn.sizes[0] > drawn.sizes[1]).toBe(orientation === 1);
    expect(drawn.inside).toBe(true);
    expect(drawn.share).toBeGreaterThan(0.05);
    expect(drawn.share).toBeLessThan(0.5);
    await context.close();
  });

  test('says in words what is wrong', async () => {
    const { context, page, problems } = await openWith('Dee', 3);
    const text = { name: 'letter.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('Dear all') };
    expect(await verify(page, text)).toContain('This file cannot be used as a photo.');
    expect(await verify(page, { ...text, buffer: Buffer.alloc(0) })).toContain('The file is empty');
    expect(await page.locator('.result').count()).toBe(0);
    expect(await verify(page, await worsePhoto(page, 3, 'blur(8px)'))).toMatch(/^(Yes, |Not sure |No, )/);
    expect(await page.locator('.result').textContent()).toMatch(/between the eyes, blurred, well lit/);
    expect(problems).toEqual([]);
    await context.close();
  });

  test('takes a dropped photo, and one from the clipboard', async () => {
    const { context, page } = await openWith('Eve', 3);
    const give = (kind: 'drop' | 'paste') =>
      page.evaluate(async (kind) => {
        const blob = await (await fetch('./samples/sample3.jpg')).blob();
        const data = new DataTransfer();
        data.items.add(new File([blob], 'given.jpg', { type: blob.type }));
        const event =
          kind === 'drop'
            ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
            : new ClipboardEvent('paste', { clipboardData: data, bubbles: true });
        document.querySelector('.source')?.dispatchEvent(event);
      }, kind);
    for (const kind of ['drop', 'paste'] as const) {
      await page.reload();
      await started(page);
      await give(kind);
      await page.getByText('Yes, this is Eve.').waitFor();
    }
    await context.close();
  });
});

test('answers the API for other code of its origin, through the service worker', async () => {
  const { context, page, problems } = await openWith('Ida', 3);
  await readyOffline(page);
  const answer = await page.evaluate(async () => {
    const body = JSON.stringify({ appid: 'mien-demo', group_id: 'people' });
    return (await fetch('/face/getpersonids', { method: 'POST', body })).json();
  });
  expect(answer).toMatchObject({ code: 0, message: 'OK', data: { person_ids: [expect.any(String)] } });
  expect(problems).toEqual([]);
  await context.close();
});

describe('npm start', () => {
  test('prints where the demo is, which is another port when the wanted one is taken', async () => {
    const { port: taken } = new URL(site.address);
    const start = spawn(process.execPath, [...MIEN, 'start', '--port', taken], {
      cwd: ROOT,
      // Should it build, then as a user's `npm start` would, not for the test runner's mode.
      env: { ...process.env, NODE_ENV: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [line] = await once(createInterface({ input: start.stdout }), 'line');
      const address = /^mien demo: (http:\/\/localhost:\d+\/)$/.exec(String(line))?.[1] ?? '';
      expect(address).not.toBe(site.address);
      const response = await fetch(address);
      expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
      // Servers that a person may name on the page of devices, and no other scheme.
      const policy = response.headers.get('content-security-policy') ?? '';
      const connect = /connect-src ([^;]*)/.exec(policy)?.[1];
      expect(connect).toBe("'self' wss: ws://localhost:* ws://127.0.0.1:* blob: data:");
      expect(await response.text()).toContain('<title>mien');
    } finally {
      start.kill();
    }
  });
});
