import { type Layer, readIr } from '../read-ir';
import { type LayerSpec, writeIr } from './ir-writer';

/**
 * Writes an IR of version 5 (half precision, the layer types of retail-0095) as one of version 10, the way later
 * releases of the same network are written: weights as layers of their own, biases as additions, grouped kernels
 * with an axis of groups.
 */
export function asVersion10(xml: string, bin: Uint8Array): { xml: string; bin: Uint8Array } {
  const { layers } = readIr(xml);
  const specs: LayerSpec[] = [];
  /** New id of what an old layer gives. */
  const ids = new Map<string, number>();
  const add = (spec: LayerSpec) => specs.push(spec) - 1;

  for (const layer of layers.values()) {
    const from = layer.inputs.map((input) => ids.get(input.layer) ?? -1);
    const shape = layer.outputShape;
    const [, channels = 0] = layer.inputShapes[0] ?? [];
    const constant = (part: string, dims: readonly number[]) => {
      const { offset, size } = layer.blobs[part] ?? { offset: 0, size: 0 };
      const values = { type: 'f16', numbers: bin.slice(offset, offset + size) } as const;
      return add({ type: 'Const', shape: dims, values });
    };
    const data = layer.attributes;
    const plain = (type: string) => add({ type, shape, data, from });
    const withWeights = (type: string, dims: readonly number[]) =>
      add({ type, shape, data, from: [...from, constant('weights', dims)] });
    const plusBiases = (to: number) =>
      layer.blobs.biases
        ? add({ type: 'Add', shape, from: [to, constant('biases', [1, shape[1] ?? 0, 1, 1])] })
        : to;

    const write: Record<string, () => number> = {
      Input: () => add({ type: 'Parameter', shape }),
      ScaleShift: () => plusBiases(withWeights('Multiply', [1, channels, 1, 1])),
      Convolution: () => plusBiases(withWeights(...convolution(layer, channels))),
      PReLU: () => withWeights('PReLU', [1]),
      Pooling: () => plain('AvgPool'),
      Eltwise: () => plain({ sum: 'Add', mul: 'Multiply', max: 'Maximum' }[data.operation ?? ''] ?? ''),
      Activation: () => plain('Sigmoid'),
    };
    ids.set(layer.id, write[layer.type]?.() ?? -1);
  }
  add({ type: 'Result', shape: [], from: [specs.length - 1] });
  return writeIr(10, specs);
}

function convolution({ attributes }: Layer, channels: number): [type: string, dims: readonly number[]] {
  const [group, out] = [Number(attributes.group), Number(attributes.output)];
  const kernel = (attributes.kernel ?? '').split(',').map(Number);
  return group === 1
    ? ['Convolution', [out, channels, ...kernel]]
    : ['GroupConvolution', [group, out / group, channels / group, ...kernel]];
}
