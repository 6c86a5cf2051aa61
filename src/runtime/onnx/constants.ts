import { type OnnxGraph, type OnnxNode, type OnnxTensor, UnsupportedNetwork } from './read-onnx';

/** Numbers that do not depend on the input, row by row; bytes stay bytes, which are a quarter as long. */
export interface Constant {
  readonly dims: readonly number[];
  readonly values: Float32Array | Uint8Array | Int8Array;
  /**
   * Of a convolution's weights, what is still to be done to their values: (value − zero) · gain, one of each for all or along the first
   * axis. TensorFlow.js does it to millions of numbers in less time than script that has only just been loaded.
   */
  readonly zero?: Float32Array;
  readonly gain?: Float32Array;
}

export function floats({ values, zero = NOTHING, gain = ONE }: Constant): Float32Array {
  const numbers = values instanceof Float32Array ? values : new Float32Array(values);
  if (zero === NOTHING && gain === ONE) return numbers;
  return numbers.map((value, i) => (value - along(zero, i, numbers)) * along(gain, i, numbers));
}

const NOTHING = Float32Array.of(0);
const ONE = Float32Array.of(1);

/** Of numbers along the first axis of `all`, the one for `all[i]`. */
function along(each: Float32Array, i: number, all: Float32Array): number {
  return each[Math.floor((i * each.length) / all.length)];
}

/** A graph whose weights are numbers: what is stored in fewer bits is widened, once. */
export interface FoldedGraph {
  readonly nodes: readonly OnnxNode[];
  readonly constants: ReadonlyMap<string, Constant>;
  readonly inputs: readonly string[];
}

/** Values of `TensorProto.DataType`. */
const FLOAT32 = 1;
const READERS: Readonly<Record<number, (bytes: Uint8Array) => Constant['values']>> = {
  [FLOAT32]: (bytes) => new Float32Array(copied(bytes)),
  2: (bytes) => bytes,
  3: ({ buffer, byteOffset, byteLength }) => new Int8Array(buffer, byteOffset, byteLength),
  6: (bytes) => new Float32Array(new Int32Array(copied(bytes))),
  7: (bytes) => Float32Array.from(new BigInt64Array(copied(bytes)), Number),
  10: (bytes) => widened(new Uint16Array(copied(bytes))),
};

/** Works out what the operators that widen weights would give at every run. Throws UnsupportedNetwork. */
export function foldConstants({ nodes, constants: stored, inputs }: OnnxGraph): FoldedGraph {
  const constants = new Map<string, Constant>();
  for (const [name, tensor] of stored) constants.set(name, read(tensor, name));
  const rest = nodes.filter((node) => {
    const value = fold(node, constants);
    if (value !== undefined) constants.set(node.outputs[0], value);
    return value === undefined;
  });
  return { nodes: rest, constants, inputs };
}

function read({ dims, type, bytes }: OnnxTensor, name: string): Constant {
  const reader = READERS[type];
  if (reader === undefined || bytes === undefined) {
    throw new UnsupportedNetwork(`constant ${name} of type ${type}`);
  }
  return { dims, values: reader(bytes) };
}

/** A copy, since it begins where numbers of several bytes may. */
function copied(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function fold(
  { operator, inputs, attributes }: OnnxNode,
  constants: ReadonlyMap<string, Constant>,
): Constant | undefined {
  const [x, scale, zero] = inputs.map((name) => constants.get(name));
  if (x === undefined) return undefined;
  if (operator === 'Cast' && attributes.to === FLOAT32) return x;
  if (operator === 'DequantizeLinear' && scale && (zero || inputs.length === 2)) {
    return dequantized(x, scale, zero, Number(attributes.axis ?? 1));
  }
  return undefined;
}

/** (x − zero) · scale, one of each for all or along an axis. */
function dequantized(x: Constant, scale: Constant, zero: Constant | undefined, axis: number): Constant {
  const count = scale.values.length;
  if (x.dims.length === 4 && (count === 1 || axis === 0)) {
    return { ...x, ...(zero ? { zero: floats(zero) } : {}), gain: floats(scale) };
  }
  const inner = count === 1 ? x.values.length : x.dims.slice(axis + 1).reduce((all, dim) => all * dim, 1);
  const values = new Float32Array(x.values.length);
  for (let start = 0, at = 0; start < values.length; start += inner, at = (at + 1) % count) {
    const part = x.values.subarray(start, start + inner);
    scaleAbove(part, zero?.values[at] ?? 0, scale.values[at], values.subarray(start, start + inner));
  }
  return { dims: x.dims, values };
}

/** (from − zero) · scale: millions of them, so that the loop stands by itself. */
function scaleAbove(from: Constant['values'], zero: number, scale: number, into: Float32Array): void {
  for (let i = 0; i < from.length; i++) into[i] = (from[i] - zero) * scale;
}

/** IEEE 754 half precision in single precision. */
function widened(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  const values = new Float32Array(bits.buffer);
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i];
    const exponent = (half >>> 10) & 0x1f;
    const fraction = half & 0x3ff;
    const sign = (half & 0x8000) << 16;
    if (exponent === 0) values[i] = (sign ? -1 : 1) * fraction * 2 ** -24;
    else bits[i] = sign | ((exponent === 0x1f ? 0xff : exponent + 112) << 23) | (fraction << 13);
  }
  return values;
}
