import type { OnnxBuilder } from './onnx';
import { type StoredTensor, zeroPoint } from './tfjs-weights';

/** What each slice of a weight along `axis` is multiplied with. */
interface Gain {
  readonly axis: number;
  readonly gain: Float64Array;
}

/**
 * Adds a weight times `gain`. Stored bytes stay bytes: DequantizeLinear widens them, and takes the gain into its
 * scale. onnxruntime does that once, at load, if `session.disable_quant_qdq` is set.
 * @returns the name of the widened weight
 */
export function addWeight(
  graph: OnnxBuilder,
  name: string,
  { shape, values, quantization }: StoredTensor,
  { axis, gain }: Gain,
): string {
  if (!quantization) {
    const inner = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
    const scaled = Float64Array.from(values, (v, i) => v * (gain[Math.floor(i / inner) % gain.length] ?? 0));
    return graph.floats(name, shape, scaled);
  }
  const inputs = [
    graph.constant(`${name}/stored`, 'uint8', shape, values),
    graph.floats(
      `${name}/scale`,
      [gain.length],
      gain.map((g) => g * quantization.scale),
    ),
    graph.constant(
      `${name}/zero`,
      'uint8',
      [gain.length],
      new Uint8Array(gain.length).fill(zeroPoint(quantization)),
    ),
  ];
  return graph.node(name, 'DequantizeLinear', inputs, { axis });
}

/** [height, width, in, out] → [out, in, height, width]. */
export function toOihw(tensor: StoredTensor): StoredTensor {
  const [height = 0, width = 0, channels = 0, out = 0] = tensor.shape;
  const area = height * width;
  const values = tensor.values.slice();
  for (let o = 0, to = 0; o < out; o++) {
    for (let c = 0; c < channels; c++) {
      for (let p = 0; p < area; p++) values[to++] = tensor.values[(p * channels + c) * out + o] ?? 0;
    }
  }
  return { ...tensor, shape: [out, channels, height, width], values };
}
