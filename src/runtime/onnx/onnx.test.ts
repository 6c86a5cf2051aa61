import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-web/wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OnnxBuilder } from '../../../models/build/onnx';
import { RECIPES } from '../../../models/build/optional';
import { type BuiltModels, buildOnce, goldenInput } from '../../../models/build/testing';
import { sharedModels } from '../../../models/build/testing/shared';
import { useBackend } from '../../../models/build/testing/tfjs';
import { type Ends, openOnTfjs } from './network';
import { UnsupportedNetwork } from './read-onnx';

let models: BuiltModels;

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  await useBackend('wasm');
  models = await buildOnce();
});
afterAll(() => models.remove());

async function onOrt(model: Uint8Array, { input, output }: Ends, numbers: Float32Array) {
  const session = await ort.InferenceSession.create(model, {
    extra: { session: { disable_quant_qdq: '1' } },
  });
  const tensor = new ort.Tensor('float32', numbers, [1, 3, input.size, input.size]);
  const result = await session.run({ [input.name]: tensor });
  await session.release();
  return result[output.name]?.data as Float32Array;
}

/** Largest difference of the two runtimes, as a part of the largest number. */
async function difference(model: Uint8Array, ends: Ends, numbers: Float32Array): Promise<number> {
  const expected = await onOrt(model, ends, numbers);
  const found = await openOnTfjs(model, ends).run(numbers);
  expect(found.length).toBe(expected.length);
  const largest = Math.max(...expected.map(Math.abs));
  expect(largest).toBeGreaterThan(0);
  return Math.max(...found.map((value, i) => Math.abs(value - expected[i]))) / largest;
}

describe('a built network gives the numbers that it gives on onnxruntime:', () => {
  it.each(['mobilefacenet-192', 'dlib-resnet-v1-int8', 'face-landmark-68', 'face-mesh-468'])(
    '%s',
    async (id) => {
      const { embedders, landmarker, mesh } = models.manifest;
      const entry = [...embedders, landmarker, mesh].find((each) => each?.id === id);
      if (!entry?.file) throw new Error(`there is no ${id}`);
      const { size, mean, scale } = entry.input;
      const area = size * size;
      const numbers = goldenInput(3 * area).map((byte, i) => (byte - mean[Math.floor(i / area)]) * scale);
      // The integers are the same here; the last layer is one of floats in all.
      expect(await difference(await models.read(entry.file), entry, numbers)).toBeLessThan(5e-6);
    },
  );
});

it('gives the shares that both networks of the passive pair give on onnxruntime', async (context) => {
  const folder = sharedModels(context);
  const [{ files }] = RECIPES.find(({ id }) => id === 'minifasnet')?.releases ?? [{ files: [] }];
  const { networks } = models.manifest.passive;
  expect(files).toHaveLength(networks.length);
  for (const [i, entry] of networks.entries()) {
    const model = await readFile(join(folder, files[i]?.name ?? ''));
    const noise = goldenInput(3 * entry.input.size ** 2);
    for (const numbers of [Float32Array.from(noise), Float32Array.from(noise, (byte) => byte / 4 + 90)]) {
      expect(await difference(model, entry, numbers)).toBeLessThan(5e-5);
    }
  }
});

const SIZE = 9;
const ENDS: Ends = {
  input: { name: 'x', size: SIZE, channels: 'RGB', mean: [0, 0, 0], scale: 1 },
  output: { name: 'y' },
};
/** Numbers on both sides of 0 without a pattern of the layers'. */
const numbers = (count: number, seed = 1) =>
  Float32Array.from({ length: count }, (_, i) => (((i + seed) * 7919) % 61) / 16 - 1.875);
const X = numbers(3 * SIZE * SIZE, 5);

/** A network from `x` to `y`, which `build` puts together. */
function network(build: (graph: OnnxBuilder) => void): Uint8Array {
  const graph = new OnnxBuilder();
  build(graph);
  return graph.build('test', ['x', [1, 3, SIZE, SIZE]], ['y', [1, 'M']]);
}

const NETWORKS: Readonly<Record<string, (graph: OnnxBuilder) => void>> = {
  'a convolution with borders of its own on every edge, and leaps between': (g) => {
    const kernel = g.floats('k', [4, 3, 3, 2], numbers(72));
    const attributes = { kernel_shape: [3, 2], pads: [1, 0, 2, 1], dilations: [1, 2] };
    g.node('c', 'Conv', ['x', kernel, g.floats('b', [4], numbers(4))], attributes);
    g.node('y', 'Flatten', ['c'], { axis: 1 });
  },
  'a convolution with other steps down than across': (g) => {
    const attributes = { kernel_shape: [3, 3], strides: [2, 1], pads: [0, 1, 1, 0] };
    g.node('c', 'Conv', ['x', g.floats('k', [2, 3, 3, 3], numbers(54))], attributes);
    g.node('y', 'Flatten', ['c'], { axis: 1 });
  },
  'a convolution a channel, and a slope a channel': (g) => {
    const kernel = g.floats('k', [3, 1, 3, 3], numbers(27));
    g.node('c', 'Conv', ['x', kernel], { kernel_shape: [3, 3], pads: [0, 0, 1, 1], group: 3 });
    g.node('p', 'PRelu', ['c', g.floats('s', [3, 1, 1], [0.25, -0.5, 2])]);
    g.node('y', 'Flatten', ['p'], { axis: 1 });
  },
  'what is read twice is not fused': (g) => {
    g.node('c', 'Conv', ['x', g.floats('k', [3, 3, 1, 1], numbers(9))], { kernel_shape: [1, 1] });
    g.node('r', 'Relu', ['c']);
    g.node('s', 'Add', ['c', 'r']);
    g.node('y', 'Flatten', ['s'], { axis: 1 });
  },
  'limits of 0 and 6, and others': (g) => {
    const one = (name: string, value: number) => g.floats(name, [1], [value]);
    g.node('c', 'Conv', ['x', g.floats('k', [3, 3, 1, 1], numbers(9))], { kernel_shape: [1, 1] });
    g.node('max', 'Max', ['c', one('zero', 0)]);
    g.node('min', 'Min', ['max', one('six', 6)]);
    g.node('d', 'Conv', ['min', g.floats('l', [3, 3, 1, 1], numbers(9, 4))], { kernel_shape: [1, 1] });
    g.node('most', 'Min', ['d', one('four', 4)]);
    g.node('least', 'Max', ['most', one('minus', -3)]);
    g.node('y', 'Flatten', ['least'], { axis: 1 });
  },
  'batch normalisation behind a convolution and elsewhere': (g) => {
    const four = (name: string) =>
      ['g', 'b', 'm', 'v'].map((part, i) =>
        g.floats(`${name}/${part}`, [3], part === 'v' ? [0.5, 1, 2] : numbers(3, i)),
      );
    g.node('c', 'Conv', ['x', g.floats('k', [3, 3, 1, 1], numbers(9))], { kernel_shape: [1, 1] });
    g.node('n', 'BatchNormalization', ['c', ...four('one')]);
    g.node('r', 'Relu', ['n']);
    g.node('m', 'BatchNormalization', ['r', ...four('two')]);
    g.node('y', 'Flatten', ['m'], { axis: 1 });
  },
  'pools, a gate, borders and a linear layer': (g) => {
    g.node('a', 'AveragePool', ['x'], { kernel_shape: [3, 3], strides: [2, 2], pads: [0, 0, 0, 0] });
    g.node('m', 'MaxPool', ['x'], { kernel_shape: [3, 3], strides: [2, 2] });
    g.node('sum', 'Add', ['a', 'm']);
    g.node('gate', 'Sigmoid', [g.node('mean', 'GlobalAveragePool', ['sum'])]);
    g.node('gated', 'Mul', ['sum', 'gate']);
    g.node('wide', 'Pad', ['gated', g.ints('pads', [0, 0, 1, 0, 0, 2, 0, 1])]);
    g.node('flat', 'Flatten', ['wide'], { axis: 1 });
    const weights = g.floats('w', [7, 5 * 5 * 5], numbers(7 * 125));
    g.node('y', 'Gemm', ['flat', weights, g.floats('c', [7], numbers(7))], { transB: 1 });
  },
  'numbers of two branches, one after the other': (g) => {
    g.node('m', 'MaxPool', ['x'], { kernel_shape: [3, 3], strides: [3, 3] });
    g.node(
      'y',
      'Concat',
      [
        g.node('one', 'Flatten', [g.node('mean', 'GlobalAveragePool', ['x'])], { axis: 1 }),
        g.node('other', 'Flatten', ['m'], { axis: 1 }),
      ],
      { axis: 1 },
    );
  },
  'weights of bytes with a scale and a zero a channel, normalised, of a convolution a channel and of one across':
    (g) => {
      const bytes = (count: number) => Uint8Array.from({ length: count }, (_, i) => (i * 7919) % 251);
      const weights = (name: string, dims: readonly number[], count: number) =>
        g.node(
          `${name}/wide`,
          'DequantizeLinear',
          [
            g.constant(name, 'uint8', dims, bytes(count)),
            g.floats(`${name}/s`, [3], [0.01, 0.02, 0.005]),
            g.constant(`${name}/z`, 'uint8', [3], Uint8Array.of(120, 0, 131)),
          ],
          { axis: 0 },
        );
      const normalised = (name: string, of: string) =>
        g.node(name, 'BatchNormalization', [
          of,
          ...[0, 1, 2].map((i) => g.floats(`${name}/${i}`, [3], numbers(3, i))),
          g.floats(`${name}/v`, [3], [0.5, 1, 2]),
        ]);
      g.node('c', 'Conv', ['x', weights('k', [3, 1, 3, 3], 27)], { kernel_shape: [3, 3], group: 3 });
      g.node('d', 'Conv', [normalised('n', 'c'), weights('l', [3, 3, 1, 1], 9)], { kernel_shape: [1, 1] });
      g.node('y', 'Flatten', [normalised('m', 'd')], { axis: 1 });
    },
  'a linear layer without biases, normalised, and shares that sum to 1': (g) => {
    g.node('flat', 'Flatten', ['x'], { axis: 1 });
    const weights = g.floats('w', [4, 3 * SIZE * SIZE], numbers(4 * 3 * SIZE * SIZE));
    g.node('d', 'Gemm', ['flat', weights], { transB: 1 });
    const parts = ['g', 'b', 'm', 'v'].map((part, i) =>
      g.floats(part, [4], part === 'v' ? [900, 400, 1600, 100] : numbers(4, i)),
    );
    g.node('n', 'BatchNormalization', ['d', ...parts]);
    g.node('y', 'Softmax', ['n'], { axis: 1 });
  },
  'weights of half precision, and a number a channel on the input': (g) => {
    const half = Uint16Array.of(0x3c00, 0xc248, 0x0001, 0x8000, 0x3555, 0x7bff, 0x0400, 0xb800, 0x1234);
    g.node('s', 'Sub', ['x', g.floats('mean', [3, 1, 1], [0.5, 1, -1])]);
    g.node('c', 'Conv', ['s', g.halves('k', [3, 3, 1, 1], half)], { kernel_shape: [1, 1] });
    g.node('y', 'Flatten', ['c'], { axis: 1 });
  },
};

it.each(Object.entries(NETWORKS))('%s', async (_, build) => {
  expect(await difference(network(build), ENDS, X)).toBeLessThan(1e-5);
});

it('keeps no more tensors after a run than before', async () => {
  const opened = openOnTfjs(network(NETWORKS['pools, a gate, borders and a linear layer']), ENDS);
  const { numTensors } = tf.memory();
  for (let i = 0; i < 3; i++) await opened.run(X);
  expect(tf.memory().numTensors).toBe(numTensors);
});

describe('leaves to the other runtime, and keeps nothing of it:', () => {
  const UNKNOWN: Readonly<Record<string, (graph: OnnxBuilder) => void>> = {
    'an operator that it does not know': (g) => g.node('y', 'Tanh', ['x']),
    'pictures one after the other': (g) => {
      g.node('both', 'Concat', ['x', 'x'], { axis: 1 });
      g.node('y', 'Flatten', ['both'], { axis: 1 });
    },
    'shares of the numbers of a picture': (g) => g.node('y', 'Softmax', ['x'], { axis: 1 }),
    'numbers beside a picture': (g) => {
      g.node('numbers', 'Flatten', [g.node('mean', 'GlobalAveragePool', ['x'])], { axis: 1 });
      g.node('y', 'Add', ['x', 'numbers']);
    },
    'groups of channels': (g) =>
      g.node('y', 'Conv', ['x', g.floats('k', [6, 1, 1, 1], numbers(6))], { group: 3 }),
    'steps and leaps at once': (g) =>
      g.node('y', 'Conv', ['x', g.floats('k', [3, 3, 2, 2], numbers(36))], {
        strides: [2, 1],
        dilations: [1, 2],
      }),
    'windows that stick out': (g) =>
      g.node('y', 'MaxPool', ['x'], { kernel_shape: [2, 2], strides: [2, 2], ceil_mode: 1 }),
    'a constant that is no number a channel': (g) =>
      g.node('y', 'Add', ['x', g.floats('k', [9], numbers(9))]),
  };

  it.each(Object.entries(UNKNOWN))('%s', (_, build) => {
    const model = network((g) => {
      g.node('c', 'Conv', ['x', g.floats('first', [3, 3, 1, 1], numbers(9))], { kernel_shape: [1, 1] });
      build(g);
    });
    const { numTensors } = tf.memory();
    expect(() => openOnTfjs(model, ENDS)).toThrow(UnsupportedNetwork);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('a file that is no network', () => {
    expect(() => openOnTfjs(new Uint8Array(64), ENDS)).toThrow();
  });
});
