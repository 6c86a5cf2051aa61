import type { OnnxBuilder } from '../onnx';
import { type StoredTensor, zeroPoint } from './tfjs-weights';

/**
 * Adds a weight. Stored bytes stay bytes: DequantizeLinear widens them. onnxruntime does that once, at load, if
 * `session.disable_quant_qdq` is set.
 *
 * @param axis which of the weight's axes is that of the outputs
 * @returns the name of the widened weight
 */
export function addWeight(
  graph: OnnxBuilder,
  name: string,
  { shape, values, quantization }: StoredTensor,
  axis: number,
): string {
  if (!quantization) return graph.floats(name, shape, values);
  const count = shape[axis] ?? 0;
  const inputs = [
    graph.constant(`${name}/stored`, 'uint8', shape, values),
    graph.floats(`${name}/scale`, [count], new Float32Array(count).fill(quantization.scale)),
    graph.constant(`${name}/zero`, 'uint8', [count], new Uint8Array(count).fill(zeroPoint(quantization))),
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
