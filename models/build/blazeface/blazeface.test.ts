import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import type { io } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DetectorEntry, ModelFile } from '../../../src/protocol';
import { findPackage } from '../packages';
import { type BuiltModels, buildOnce, goldenInput } from '../testing';
import { useBackend } from '../testing/tfjs';
import { readTflite } from '../tflite';
import { interpret } from '../tflite/testing';

let models: BuiltModels;

beforeAll(async () => {
  models = await buildOnce();
});
afterAll(() => models.remove());

/** Normalised as the manifest says: −1…1. */
function inputOf({ input: { shape } }: DetectorEntry): Float32Array {
  return goldenInput(shape.reduce((product, size) => product * size, 1)).map((byte) => byte / 127.5 - 1);
}

interface Topology {
  readonly modelTopology: {
    readonly node: readonly {
      readonly name: string;
      readonly op: string;
      readonly input?: readonly string[];
    }[];
  };
  readonly weightSpecs: io.WeightsManifestEntry[];
}

async function readTopology(file: ModelFile): Promise<Topology> {
  const { modelTopology, weightsManifest } = JSON.parse(new TextDecoder().decode(await models.read(file)));
  return { modelTopology, weightSpecs: weightsManifest[0].weights };
}

async function load({ topology, weights }: DetectorEntry): Promise<GraphModel> {
  const { modelTopology, weightSpecs } = await readTopology(topology);
  const { buffer } = await models.read(weights);
  return loadGraphModel({ load: async () => ({ modelTopology, weightSpecs, weightData: buffer }) });
}

async function detect(entry: DetectorEntry, backend: 'wasm' | 'cpu'): Promise<Float32Array> {
  await useBackend(backend);
  const model = await load(entry);
  const input = tf.tensor(inputOf(entry), [...entry.input.shape]);
  const output = model.execute({ [entry.input.name]: input }, entry.output.name) as tf.Tensor;
  expect(output.shape).toEqual(entry.output.shape);
  const values = (await output.data()) as Float32Array;
  tf.dispose([input, output]);
  model.dispose();
  return values;
}

/** The original network in plain loops; logits and offsets joined as the conversion joins them. */
async function interpretOriginal(entry: DetectorEntry): Promise<Float32Array> {
  const { source, output } = entry;
  const [file = ''] = source.files;
  const model = readTflite(await (await findPackage(source)).read(file));
  const outputs = interpret(model, inputOf(entry));
  const logits = outputs.find(({ shape }) => shape[2] === 1)?.data ?? [];
  const offsets = outputs.find(({ shape }) => shape[2] === 16)?.data ?? [];
  const [, anchors, width] = output.shape;
  return Float32Array.from({ length: anchors * width }, (_, i) => {
    const anchor = Math.floor(i / width);
    return (i % width === 0 ? logits[anchor] : offsets[anchor * 16 + (i % width) - 1]) ?? Number.NaN;
  });
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((largest, v, i) => Math.max(largest, Math.abs(v - (b[i] ?? Number.NaN))), 0);
}

describe.each([
  { range: 'shortRange', golden: [-4.97268, 0.40769, -0.17829, 27.07061] },
  { range: 'fullRange', golden: [-8.79338, -3.38209, -2.90402, 16.57637] },
] as const)('$range', ({ range, golden }) => {
  let original: Float32Array;
  beforeAll(async () => {
    original = await interpretOriginal(models.manifest.detectors[range]);
  });

  it('interprets the original to the golden numbers', () => {
    golden.forEach((value, index) => {
      expect(original[index]).toBeCloseTo(value, 4);
    });
  });

  // Outputs reach ±121 (offsets are in input pixels); adding in another order moved them by at most 1.5e-4.
  it.each(['wasm', 'cpu'] as const)('gives what the original gives, on the %s backend', async (backend) => {
    const converted = await detect(models.manifest.detectors[range], backend);
    expect(largestDifference(converted, original)).toBeLessThan(1e-3);
  });

  it('keeps the weights in half precision', async () => {
    const { topology, weights, source } = models.manifest.detectors[range];
    const { weightSpecs } = await readTopology(topology);
    const floats = weightSpecs.filter(({ dtype }) => dtype === 'float32');
    expect(floats.every(({ quantization }) => quantization?.dtype === 'float16')).toBe(true);
    const [file = ''] = source.files;
    expect(weights.bytes).toBeLessThan((await (await findPackage(source)).read(file)).length);
  });

  it('fuses bias and ReLU into the convolutions', async () => {
    const { node: nodes } = (await readTopology(models.manifest.detectors[range].topology)).modelTopology;
    const operators = nodes.map(({ op }) => op);
    expect(operators).toContain('_FusedConv2D');
    expect(operators).not.toContain('Conv2D');
    for (const { input = [] } of nodes.filter(({ op }) => op === 'Relu')) {
      expect(nodes.find(({ name }) => name === input[0])?.op).toBe('AddV2');
    }
  });
});
