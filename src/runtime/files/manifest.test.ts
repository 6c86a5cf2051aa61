import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { CalibrationPoint, EmbedderEntry, ModelManifest } from '../../protocol';
import { chooseEmbedder, choosePassive } from './manifest';

/** The manifest of a checkout where no optional model is installed. */
const manifest = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../models/manifest.json'), 'utf8'),
) as ModelManifest;
const builtIn = manifest.embedders[0] as EmbedderEntry;
const [optional] = manifest.embedders.filter((entry) => 'optional' in entry);
const file = { path: 'models/x.onnx', bytes: 1, sha256: '0'.repeat(64) };

it('chooses the first embedder, or the one asked for', () => {
  expect(chooseEmbedder(manifest, undefined)).toBe(builtIn);
  expect(chooseEmbedder(manifest, builtIn.id)).toBe(builtIn);
});

it('says which command adds an optional model that is not installed', () => {
  expect(() => chooseEmbedder(manifest, optional?.id)).toThrow(
    /^ERROR_INTERNAL: model "retail-0095" is not installed: run `npm run mien -- models add retail-0095`/,
  );
});

it('chooses an optional model that is installed', () => {
  const installed = { ...optional, file } as EmbedderEntry;
  const embedders = manifest.embedders.map((entry) => (entry.id === optional?.id ? installed : entry));
  expect(chooseEmbedder({ ...manifest, embedders }, optional?.id)).toBe(installed);
});

it('names the models there are when another is asked for', () => {
  expect(() => chooseEmbedder(manifest, 'nope')).toThrow(
    /no model "nope"; it has: mobilefacenet-192, dlib-resnet-v1-int8, retail-0095 \(not installed\)/,
  );
});

function withPoints(change: (point: CalibrationPoint) => object): object {
  return { calibration: { ...builtIn.calibration, points: builtIn.calibration.points.map(change) } };
}

function withAlignment(points: object, landmarks?: 'refined'): object {
  const { rightEye, leftEye } = builtIn.alignment.points;
  return { alignment: { version: 'v', points: { rightEye, leftEye, ...points }, landmarks } };
}

it('has what judges one picture only where all of its networks are installed', () => {
  const { passive } = manifest;
  const withFiles = (count: number) => ({
    ...manifest,
    passive: {
      ...passive,
      networks: passive.networks.map((each, i) => (i < count ? { ...each, file } : each)),
    },
  });
  expect(choosePassive(manifest)).toBeUndefined();
  expect(choosePassive(withFiles(1))).toBeUndefined();
  expect(choosePassive(withFiles(2))?.networks.map(({ id }) => id)).toEqual([
    'minifasnet-v2',
    'minifasnet-v1se',
  ]);
});

it('asks for the landmark network where the alignment does', () => {
  const own = { ...builtIn, ...withAlignment({}, 'refined') } as EmbedderEntry;
  const { landmarker: _, ...rest } = { ...manifest, embedders: [own] };
  expect(() => chooseEmbedder(rest as unknown as ModelManifest, undefined)).toThrow(/no landmarker/);
});

it.each<[RegExp, object]>([
  [/needs a file/, { file: undefined }],
  [/needs a file/, { file: { ...file, sha256: 'ABC' } }],
  [/needs an input/, { input: { ...builtIn.input, channels: 'GRAY' } }],
  [/needs three means and a scale/, { input: { ...builtIn.input, mean: [0] } }],
  [/needs an output/, { output: { name: 'template' } }],
  [/needs an alignment/, { alignment: { version: 'v', points: { leftEye: [1, 1] } } }],
  [/needs a calibration with .*: see `npm run mien -- eval calibrate`/, { calibration: undefined }],
  [/needs a calibration/, { calibration: { ...builtIn.calibration, points: [] } }],
  [/needs a calibration/, withPoints(({ similarity, fmr }) => ({ similarity, fmr }))],
  [/needs a calibration/, withPoints((point) => ({ ...point, pooled: -point.pooled }))],
  [/needs a calibration/, withPoints((point) => ({ ...point, fmr: 0.01 }))],
  [/needs a rule against copies/, { copies: {} }],
  [/is aligned by "chin"; there are: rightEye, leftEye/, withAlignment({ chin: [1, 1] })],
  [/is aligned by "leftMouthCorner"/, withAlignment({ leftMouthCorner: [1, 1] })],
  [/is aligned by "rightEarTragion"/, withAlignment({ rightEarTragion: [1, 1] }, 'refined')],
])('refuses an entry that is incomplete: %s', (message, change) => {
  const own = { ...builtIn, id: 'own', ...change } as EmbedderEntry;
  const choose = () => chooseEmbedder({ ...manifest, embedders: [builtIn, own] }, 'own');
  expect(choose).toThrow(message);
  expect(choose).toThrow(/model "own"/);
});
