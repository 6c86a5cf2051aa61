/** One tensor of a weights file of face-api (the weights manifest of TFJS). */
export interface StoredTensor {
  readonly shape: readonly number[];
  /** Where quantised, value = stored · scale + min; otherwise `values` are the weights. */
  readonly values: Uint8Array | Float32Array;
  readonly quantization?: { readonly scale: number; readonly min: number };
}

interface ManifestGroup {
  readonly paths: readonly string[];
  readonly weights: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly dtype: string;
    readonly quantization?: { readonly dtype: string; readonly scale: number; readonly min: number };
  }[];
}

/**
 * @param manifest text of `…-weights_manifest.json`, one group
 * @param bytes contents of the one file it names: the tensors one after the other, in the manifest's order
 */
export function readWeights(manifest: string, bytes: Uint8Array): ReadonlyMap<string, StoredTensor> {
  const [group, ...others] = JSON.parse(manifest) as ManifestGroup[];
  if (!group || others.length > 0) throw new Error('Weights: expected a manifest with one group');
  const tensors = new Map<string, StoredTensor>();
  let offset = 0;
  for (const { name, shape, dtype, quantization } of group.weights) {
    if (dtype !== 'float32' || (quantization && quantization.dtype !== 'uint8')) {
      throw new Error(`Weights: ${name} is neither float32 nor uint8`);
    }
    const count = shape.reduce((product, size) => product * size, 1);
    const end = offset + count * (quantization ? 1 : 4);
    const data = new Uint8Array(bytes.subarray(offset, end));
    tensors.set(name, {
      shape,
      ...(quantization ? { values: data, quantization } : { values: new Float32Array(data.buffer) }),
    });
    offset = end;
  }
  if (offset !== bytes.length)
    throw new Error(`Weights: the manifest describes ${offset} of ${bytes.length} bytes`);
  return tensors;
}

/** The weights as numbers, in double precision. */
export function dequantize({ values, quantization }: StoredTensor): Float64Array {
  if (!quantization) return Float64Array.from(values);
  return Float64Array.from(values, (stored) => stored * quantization.scale + quantization.min);
}
