import { beforeAll, expect, it, type TestContext } from 'vitest';
import { findBrowser, SOFTWARE_WEBGPU } from '../../tools/browser';
import { type Agreement, measureAgreement, type Row } from '../../tools/eval/agree';
import { readEmbedder, readPairs } from '../../tools/eval/photos';
import { limit } from '../../tools/host';
import { sample } from '../../tools/random';
import { packagePhoto, sharedData } from '../support/data';

/** The software WebGPU adapter takes seconds for what a GPU does in milliseconds. */
const SLOW = limit(600_000);
const PHOTOS = [1, 2, 3, 4, 5, 6];
/** For the software WebGPU adapter. */
const FEW = 2;
const firefox = findBrowser('firefox') !== undefined;
const { calibration } = readEmbedder(undefined);
const log = () => undefined;

let agreement: Agreement;

beforeAll(async () => {
  agreement = await measureAgreement({
    photos: PHOTOS.map(packagePhoto),
    genuine: [],
    impostors: PHOTOS.flatMap((_, a) => PHOTOS.slice(a + 1).map((_, i) => [a, a + 1 + i] as const)),
    webgpu: { args: SOFTWARE_WEBGPU, photos: FEW },
    calibration,
    firefox,
    log,
  });
}, SLOW);

function row(variant: string, from: Row['from'], { rows } = agreement): Row {
  const found = rows.find((each) => each.variant === variant && each.from === from);
  if (found === undefined) throw new Error(`${variant} was not compared`);
  return found;
}

function photosOf(variant: string): number {
  return variant.includes('webgpu') ? FEW : PHOTOS.length;
}

function needFirefox(context: TestContext): void {
  if (!firefox) context.skip('skipped: no Firefox');
}

it.for([
  'Chromium, wasm, several threads',
  'Chromium, webgpu',
  'Firefox, wasm, 1 thread',
  'Firefox, wasm, several threads',
])('%s: the same template for the same aligned chip', (variant, context) => {
  if (variant.startsWith('Firefox')) needFirefox(context);
  const { templates } = row(variant, 'chip');
  expect(templates?.n).toBe(photosOf(variant));
  expect(templates?.min).toBeGreaterThanOrEqual(0.9999);
});

it.for(['Chromium, detector on webgl', 'Chromium, webgpu'])(
  '%s: the detector sees the same faces',
  (variant) => {
    const { faces } = row(variant, 'photo');
    expect(faces?.n).toBe(photosOf(variant));
    expect(faces?.others).toEqual([]);
    expect(faces?.largestShift).toBeLessThan(0.001);
    expect(faces?.largestScoreDifference).toBeLessThan(0.001);
  },
);

it('WebGPU gives the same templates from the photo on', () => {
  expect(row('Chromium, webgpu', 'photo').templates?.min).toBeGreaterThanOrEqual(0.999);
});

it('Firefox chooses the same faces and gives the same templates and confidences as Chromium', (context) => {
  needFirefox(context);
  expectSameVerdicts(agreement, { photos: PHOTOS.length, genuine: 0, impostors: 15 });
});

it('… and on labelled photos of the same and of different people', { timeout: SLOW }, async (context) => {
  needFirefox(context);
  const images = sharedData(context, 'lfw-dev');
  const pairs = sample(readPairs(sharedData(context, 'lfw-dev/pairs.csv')), 8, 7);
  const photos = pairs.flatMap(({ a, b }) => [`${images}/${a}`, `${images}/${b}`]);
  const indexes = (same: boolean) =>
    pairs.flatMap((pair, i) => (pair.same === same ? [[2 * i, 2 * i + 1] as const] : []));
  const [genuine, impostors] = [indexes(true), indexes(false)];
  const seen = await measureAgreement({
    photos,
    genuine,
    impostors,
    webgpu: { args: SOFTWARE_WEBGPU, photos: 0 },
    calibration,
    firefox,
    log,
  });
  expectSameVerdicts(seen, {
    photos: photos.length,
    genuine: genuine.length,
    impostors: impostors.length,
  });
});

function expectSameVerdicts(
  seen: Agreement,
  counts: { photos: number; genuine: number; impostors: number },
): void {
  const { faces, templates, genuine, impostors } = row('Firefox, wasm', 'photo', seen);
  expect(faces).toMatchObject({ n: counts.photos, others: [] });
  expect(templates?.n).toBe(counts.photos);
  expect(templates?.min).toBeGreaterThanOrEqual(0.999);
  expect(genuine?.n).toBe(counts.genuine);
  expect(genuine?.largest).toBeLessThanOrEqual(1);
  expect(impostors?.n).toBe(counts.impostors);
  expect(impostors?.largest).toBeLessThanOrEqual(1);
}
