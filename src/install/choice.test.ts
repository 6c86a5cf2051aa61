import { expect, it } from 'vitest';
import type { ModelManifest } from '../protocol';
import { chosenEmbedders } from './choice';

const file = { path: 'models/x.onnx', bytes: 1, sha256: '0' };
const manifest = {
  embedders: [
    { id: 'first', file, second: { model: 'asked' } },
    { id: 'other', file },
    { id: 'asked', file },
  ],
} as unknown as ModelManifest;
const ids = (models?: readonly string[]) => chosenEmbedders(manifest, { models }).map(({ id }) => id);

it('takes whom the first asks for a second opinion, unless models are named', () => {
  expect(ids()).toEqual(['first', 'asked']);
  expect(ids(['first'])).toEqual(['first']);
  expect(ids(['asked', 'first'])).toEqual(['asked', 'first']);
});
