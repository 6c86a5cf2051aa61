/** value = stored · scale + min. */
interface Quantization {
  readonly scale: number;
  readonly min: number;
}

/** One tensor of a weights file of TensorFlow.js, row-major. Without a quantization the values are the weights. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Uint8Array | Float32Array;
  readonly quantization?: Quantization;
}

/** TFJS's weights manifest. */
type WeightsManifest = readonly {
  readonly weights: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly dtype: string;
    readonly quantization?: Quantization & { readonly dtype: string };
  }[];
}[];

/** Both take four bytes a number. */
const DTYPES: readonly string[] = ['float32', 'int32'];

/**
 * Whole numbers, which a graph takes shapes and axes from, are no weights and are left out.
 *
 * @param manifest text of a weights manifest with one group
 * @param bytes contents of the one file it names: the tensors one after the other, in the manifest's order
 */
export function readWeights(manifest: string, bytes: Uint8Array): ReadonlyMap<string, StoredTensor> {
  const [group, ...others] = JSON.parse(manifest) as WeightsManifest;
  if (!group || others.length > 0) throw new Error('Weights: expected a manifest with one group');
  const tensors = new Map<string, StoredTensor>();
  let offset = 0;
  for (const { name, shape, dtype, quantization } of group.weights) {
    if (!DTYPES.includes(dtype) || (quantization && quantization.dtype !== 'uint8')) {
      throw new Error(`Weights: ${name} is neither float32 nor uint8`);
    }
    const count = shape.reduce((product, size) => product * size, 1);
    const end = offset + count * (quantization ? 1 : Float32Array.BYTES_PER_ELEMENT);
    const data = new Uint8Array(bytes.subarray(offset, end));
    const stored = quantization ? { values: data, quantization } : { values: new Float32Array(data.buffer) };
    if (dtype === 'float32') tensors.set(name, { shape, ...stored });
    offset = end;
  }
  if (offset !== bytes.length)
    throw new Error(`Weights: ${bytes.length} bytes, but the manifest describes ${offset}`);
  return tensors;
}

/** The weights as numbers, in double precision. */
export function dequantize({ values, quantization }: StoredTensor): Float64Array {
  if (!quantization) return Float64Array.from(values);
  return Float64Array.from(values, (stored) => stored * quantization.scale + quantization.min);
}

/**
 * The stored byte that means 0. TFJS moves `min` so that there is one wherever a tensor's values lie on both sides
 * of 0, so that value = (stored − zero point) · scale loses nothing.
 */
export function zeroPoint({ scale, min }: Quantization): number {
  const exact = -min / scale;
  const nearest = Math.round(exact);
  if (nearest < 0 || nearest > 255 || Math.abs(exact - nearest) > 1e-6) {
    throw new Error(`Weights: no byte means 0 with scale ${scale} and min ${min}`);
  }
  return nearest;
}
