import { expect, it } from 'vitest';
import { OnnxBuilder } from '../onnx';
import { proofBytes, prove, runProof, summarise } from './golden';

const SIZE = 4;
const LENGTH = 3 * SIZE * SIZE;
const CONTRACT = {
  id: 'made-up',
  input: { name: 'in', size: SIZE, channels: 'RGB', mean: [1, 2, 3], scale: 0.5 },
  output: { name: 'out', dimension: LENGTH },
} as const;

/** Flattens the picture, times `factor`, and in reverse if told to. */
function network(factor = 1, reversed = false): Uint8Array {
  const graph = new OnnxBuilder();
  const flat = graph.node('flat', 'Flatten', ['in'], { axis: 1 });
  const scaled = graph.node('scaled', 'Mul', [flat, graph.floats('factor', [1], [factor])]);
  const order = Array.from({ length: LENGTH }, (_, i) => (reversed ? LENGTH - 1 - i : i));
  graph.node('out', 'Gather', [scaled, graph.ints('order', order)], { axis: 1 });
  return graph.build('made-up', ['in', ['N', 3, SIZE, SIZE]], ['out', ['N', LENGTH]]);
}

const expected = Float32Array.from(
  proofBytes(LENGTH),
  (byte, i) => (byte - [1, 2, 3][Math.floor(i / (SIZE * SIZE))]) / 2,
);
const golden = summarise(expected, 4, 6);

it('feeds every network the same noise, scaled as its entry says', async () => {
  expect([...(await runProof(network(), CONTRACT))]).toEqual([...expected]);
  expect([...proofBytes(3)]).toEqual([60, 94, 129]);
});

it('tells rows, columns and channels of the noise apart', () => {
  const bytes = [...proofBytes(3 * 128 * 128)];
  const differ = (step: number) => bytes.filter((byte, i) => bytes[i + step] !== byte).length / bytes.length;
  for (const step of [1, 112, 128, 112 * 112, 128 * 128]) expect(differ(step)).toBeGreaterThan(0.9);
});

it('accepts the network that gives the golden numbers', async () => {
  expect(await prove(network(), golden, CONTRACT)).toBeCloseTo(1, 9);
  expect(await prove(network(1.005), golden, CONTRACT)).toBeCloseTo(1, 9);
});

it.each<[string, Uint8Array, RegExp]>([
  ['other numbers', network(1, true), /does not give the golden numbers \(cosine 0\.\d+/],
  ['another length', network(1.02), /length 1\.0200 times theirs/],
  ['the negative', network(-1), /cosine -1\.000000/],
  ['no number at all', network(Number.NaN), /cosine NaN/],
  ['bytes that are no network', new Uint8Array(64), /onnxruntime does not load the model/],
])('refuses %s', async (_, onnx, message) => {
  await expect(prove(onnx, golden, CONTRACT)).rejects.toThrow(message);
});

it.each([
  [{ ...CONTRACT, output: { name: 'out', dimension: 5 } }, /output "out" is not 5 numbers/],
  [{ ...CONTRACT, output: { name: 'other', dimension: LENGTH } }, /output "other" is not/],
  [{ ...CONTRACT, input: { ...CONTRACT.input, name: 'data' } }, /does not run as the manifest says/],
])('refuses a network of another contract', async (contract, message) => {
  await expect(prove(network(), golden, contract)).rejects.toThrow(message);
});

it('lets every number of the output take part', () => {
  for (let i = 0; i < LENGTH; i++) {
    const other = expected.map((x, at) => (at === i ? x + 1 : x));
    expect(summarise(other, 4, 6).sums).not.toEqual(golden.sums);
  }
});
