import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MANIFEST_PATH, parseManifest } from './index';

const text = readFileSync(MANIFEST_PATH, 'utf8');

it('takes the committed manifest, as it is', () => {
  expect(parseManifest(text, 'm')).toEqual(JSON.parse(text));
});

it.each<[string, RegExp, (embedder: ReturnType<typeof parseManifest>['embedders'][number]) => object]>([
  ['a misspelt name', /integer/, (embedder) => ({ ...embedder, integer: true })],
  ['no calibration', /calibration/, ({ calibration: _, ...rest }) => rest],
  [
    'a curve that turns',
    /calibration\.points: .*ascend/,
    (embedder) => ({
      ...embedder,
      calibration: { ...embedder.calibration, points: embedder.calibration.points.toReversed() },
    }),
  ],
  [
    'one point to align by',
    /alignment\.points: two points/,
    (embedder) => ({ ...embedder, alignment: { version: 'v', points: { leftEye: [1, 1] } } }),
  ],
  [
    'a hash in capitals',
    /file\.sha256/,
    (embedder) => ({ ...embedder, file: { path: 'models/x.onnx', bytes: 1, sha256: 'A'.repeat(64) } }),
  ],
])('says where an embedder has %s', (_, message, change) => {
  const manifest = parseManifest(text, 'm');
  const [first, ...rest] = manifest.embedders;
  const wrong = JSON.stringify({ ...manifest, embedders: [change(first), ...rest] });
  expect(() => parseManifest(wrong, 'own.json')).toThrow(/^own\.json: embedders\.0/);
  expect(() => parseManifest(wrong, 'own.json')).toThrow(message);
});
