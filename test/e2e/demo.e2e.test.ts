import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { ModelManifest } from '../../src/protocol';
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

describe('a first visit', () => {
  test('offers two sample people, and verifies a sample photo of one', async () => {
    const { context, page, problems } = await openDemo(site.browser, site.address);
    await page.getByRole('button', { name: 'Or try it with two sample people' }).click();
    await page.getByLabel('The photo: Sample photos').getByLabel('Sample photo 3').click();
    await page.getByText('Match: this looks like Sample A.').waitFor();
    await page.getByRole('combobox', { name: 'Person' }).selectOption('Sample B');
    await page.getByText('No match: this does not look like Sample B.').waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });
});

describe('verify', () => {
  test('shows the verdict with gauge, both faces and the time of each stage, also after a reload', async () => {
    const { context, page, problems } = await openWith('Ann Müller', 3);
    expect(await verify(page, packagePhoto(3))).toBe('Match: this looks like Ann Müller.');
    await page.getByRole('img', { name: 'Confidence 100.0 of 100; 75 or more is a match' }).waitFor();
    await page.getByRole('img', { name: /^Outline of the enrolled face, turned -?\d+° sideways/ }).waitFor();
    expect(await page.locator('.result').textContent()).toMatch(/\d+ px between the eyes, sharp, well lit/);
    expect(await page.locator('.stages tr').count()).toBe(6);
    expect(await verify(page, packagePhoto(6))).toBe('No match: this does not look like Ann Müller.');
    await page.reload();
    await started(page);
    expect(await verify(page, packagePhoto(3))).toBe('Match: this looks like Ann Müller.');
    expect(problems).toEqual([]);
    await context.close();
  });

  test('counts as a match from the confidence that was chosen', async () => {
    const { context, page } = await openWith('Bo', 3);
    await page.getByRole('slider').fill('90');
    await page.getByText('One in 100,000 strangers would pass').waitFor();
    await verify(page, packagePhoto(3));
    await page.getByRole('img', { name: /90 or more is a match/ }).waitFor();
    // Moved afterwards, it changes verdict and gauge together.
    await verify(page, packagePhoto(6));
    const confidence = Number(
      /Confidence ([\d.]+) of/.exec((await page.locator('.gauge').getAttribute('aria-label')) ?? '')?.[1],
    );
    expect(confidence).toBeLessThan(75);
    await page.getByText('No match').waitFor();
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
    expect(await verify(page, await worsePhoto(page, 3, 'blur(8px)'))).toMatch(/^(Match|No match)/);
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
      await page.getByText('Match: this looks like Eve.').waitFor();
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
      expect(await response.text()).toContain('<title>mien');
    } finally {
      start.kill();
    }
  });
});
