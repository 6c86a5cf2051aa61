import * as ort from 'onnxruntime-web/wasm';
import { cosine } from '../../../src/match';
import type { OptionalEmbedder } from '../../../src/protocol';
import type { Golden } from './recipe';

/** Cosine from which two runs count as the same network; the engine asks the same of its backends. */
const SAME_COSINE = 0.999;
/** Cosine does not see a factor. Half-precision weights, rounded twice, stay within a tenth of this. */
const SAME_NORM = 0.01;

/** What of a manifest's entry running a network takes. */
export type Contract = Pick<OptionalEmbedder, 'id' | 'input' | 'output'>;

/**
 * A picture of noise, `length` bytes in CHW order. A linear congruential generator (Numerical Recipes, chapter 7.1),
 * highest byte: channels, rows and columns all differ, so that a mixed-up one shows.
 */
export function proofBytes(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

/** What a network gives for `proofBytes`, scaled as the manifest says. */
export async function runProof(onnx: Uint8Array, { id, input, output }: Contract): Promise<Float32Array> {
  const { size, mean, scale } = input;
  const area = size * size;
  const bytes = proofBytes(3 * area);
  const picture = Float32Array.from(bytes, (byte, i) => (byte - (mean[Math.floor(i / area)] ?? 0)) * scale);
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(onnx).catch((cause: unknown) => {
    throw new Error(`${id}: onnxruntime does not load the model: ${messageOf(cause)}`, { cause });
  });
  try {
    const picked = { [input.name]: new ort.Tensor('float32', picture, [1, 3, size, size]) };
    const result = (await session.run(picked))[output.name];
    if (!(result?.data instanceof Float32Array) || result.data.length !== output.dimension) {
      throw new Error(`its output "${output.name}" is not ${output.dimension} numbers`);
    }
    return result.data;
  } catch (cause) {
    throw new Error(`${id}: the model does not run as the manifest says: ${messageOf(cause)}`, { cause });
  } finally {
    await session.release();
  }
}

export function summarise(output: Float32Array, first: number, sums: number): Golden {
  return {
    first: [...output.subarray(0, first)],
    sums: Array.from({ length: sums }, (_, k) =>
      output.reduce((sum, x, i) => sum + (i % sums === k ? x : 0), 0),
    ),
    norm: Math.hypot(...output),
  };
}

/**
 * Throws unless a model gives the golden numbers. So a converter's mistake, or a release that is another network,
 * ends here and never in a gallery.
 *
 * @returns cosine between the numbers expected and found
 */
export async function prove(onnx: Uint8Array, golden: Golden, contract: Contract): Promise<number> {
  const output = await runProof(onnx, contract);
  const found = summarise(output, golden.first.length, golden.sums.length);
  const similarity = cosine([...found.first, ...found.sums], [...golden.first, ...golden.sums]);
  const factor = found.norm / golden.norm;
  if (!(similarity >= SAME_COSINE && Math.abs(factor - 1) <= SAME_NORM)) {
    throw new Error(
      `${contract.id}: the model does not give the golden numbers (cosine ${similarity.toFixed(6)}, at least ` +
        `${SAME_COSINE} is needed; length ${factor.toFixed(4)} times theirs): it is not added`,
    );
  }
  return similarity;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
