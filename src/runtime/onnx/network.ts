import * as tf from '@tensorflow/tfjs-core';
import type { ChipInput } from '../../protocol';
import { type ChipNetwork, Scratch } from '../network';
import { foldConstants } from './constants';
import { fuse } from './fuse';
import { lowerIntegers } from './lower-integers';
import { type Prepared, prepare } from './operators';
import { readOnnx, UnsupportedNetwork } from './read-onnx';

/** What of a manifest's entry a network needs. */
export interface Ends {
  readonly input: ChipInput;
  readonly output: { readonly name: string };
}

/** A step that is ready to run, and the values that nobody reads after it. */
interface Work extends Prepared {
  readonly output: string;
  readonly spent: readonly string[];
}

/**
 * Opens an ONNX network on TensorFlow.js, which is loaded anyway, and whose floating-point kernels take a quarter less time on one
 * thread of wasm than onnxruntime's (docs/decisions/019). Throws UnsupportedNetwork where it has operators that are not known here.
 */
export function openOnTfjs(model: Uint8Array, { input, output }: Ends): ChipNetwork {
  const graph = lowerIntegers(foldConstants(readOnnx(model)));
  if (graph.inputs.join() !== input.name) throw new UnsupportedNetwork(`inputs ${graph.inputs.join()}`);
  const { steps, constants } = fuse(graph, output.name);
  const kept: tf.Tensor[] = [];
  const flat = new Set<string>();
  const memory = new Scratch();
  const keep = <T extends tf.Tensor>(tensor: T): T => {
    kept.push(tensor);
    return tensor;
  };
  try {
    const prepared = steps.map((step) => ({
      ...prepare(step, { constants, keep, memory, flat }),
      output: step.output,
    }));
    return new TfjsNetwork(withLastReads(prepared, output.name), input, output.name);
  } catch (error) {
    tf.dispose(kept);
    throw error;
  }
}

function withLastReads(steps: readonly Omit<Work, 'spent'>[], output: string): Work[] {
  const lastRead = new Map<string, number>();
  for (const [i, { inputs, output: made }] of steps.entries()) {
    for (const name of [made, ...inputs]) lastRead.set(name, i);
  }
  lastRead.delete(output);
  return steps.map((step, i) => ({
    ...step,
    spent: [...lastRead].filter(([, last]) => last === i).map(([name]) => name),
  }));
}

class TfjsNetwork implements ChipNetwork {
  readonly runtime = 'tfjs';
  readonly #steps: readonly Work[];
  readonly #input: ChipInput;
  readonly #output: string;

  constructor(steps: readonly Work[], input: ChipInput, output: string) {
    this.#steps = steps;
    this.#input = input;
    this.#output = output;
  }

  async run(input: Float32Array): Promise<Float32Array> {
    const output = this.#compute(input);
    try {
      return (await output.data<'float32'>()).slice();
    } finally {
      output.dispose();
    }
  }

  #compute(input: Float32Array): tf.Tensor {
    const { name, size } = this.#input;
    const values = new Map<string, tf.Tensor>();
    const value = (of: string): tf.Tensor => {
      const tensor = values.get(of);
      if (tensor === undefined) throw new Error(`${of} is read before it is computed`);
      return tensor;
    };
    try {
      values.set(
        name,
        tf.tidy(() => tf.transpose(tf.tensor4d(input, [1, 3, size, size]), [0, 2, 3, 1])),
      );
      for (const { inputs, run, output, spent } of this.#steps) {
        values.set(
          output,
          tf.tidy(() => run(inputs.map(value))),
        );
        for (const last of spent) {
          value(last).dispose();
          values.delete(last);
        }
      }
      const output = value(this.#output);
      values.delete(this.#output);
      return output;
    } finally {
      tf.dispose([...values.values()]);
    }
  }
}
