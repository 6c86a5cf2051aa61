import { OnnxBuilder } from '../onnx';
import { addWeight, dequantize, type StoredTensor, toSignedBytes, zeroPoint } from '../weights';
import {
  DIMENSION,
  type FeatureMap,
  INPUT,
  OUTPUT,
  padsTo,
  SIZE,
  sizeAfter,
  type Weights,
  type Window,
  windowAttributes,
} from './layers';
import { type Quantization, type Ranges, rangeOf, toQuantization } from './ranges';

/** A kernel's stored integers: value = (stored − zero) · scale, a scale per output channel. */
interface StoredKernel {
  readonly type: 'uint8' | 'int8';
  readonly values: Uint8Array | Int8Array;
  readonly scales: Float64Array;
  readonly zero: number;
}

/**
 * The layers in 8-bit integers: activations are bytes, each value with the scale and zero point of the range it was seen to
 * take; sums are 32-bit. A ReLU costs nothing: what starts at 0 has no byte for less. Kernels stay the bytes that they are
 * stored as; those stored as floats become signed bytes, a scale per output channel. Each is named as its weights are in face-api.
 */
export class IntegerLayers {
  readonly input: FeatureMap;
  readonly #graph = new OnnxBuilder();
  readonly #weights: Weights;
  readonly #ranges: Ranges;
  /** Of every value by name. */
  readonly #quantizations = new Map<string, Quantization>();

  constructor(weights: Weights, ranges: Ranges) {
    this.#weights = weights;
    this.#ranges = ranges;
    const name = `${INPUT}/stored`;
    this.#know(name, toQuantization(rangeOf(ranges, INPUT)));
    this.#graph.node(name, 'QuantizeLinear', [INPUT, ...this.#scaleAndZero(name)]);
    this.input = { name, channels: 3, size: SIZE };
  }

  convolution(name: string, x: FeatureMap, window: Window & { readonly relu: boolean }): FeatureMap {
    const { filters, edge, channels, gain, bias } = this.#weights.folded(name);
    const kernel = storeKernel(filters, gain);
    const unit = this.#of(x).scale;
    const biases = Int32Array.from(bias, (value, channel) =>
      Math.round(value / (unit * (kernel.scales[channel] ?? 0))),
    );
    const value = window.relu ? `${name}/relu` : name;
    this.#know(value, toQuantization(rangeOf(this.#ranges, value)));
    this.#graph.node(
      value,
      'QLinearConv',
      [
        x.name,
        ...this.#scaleAndZero(x.name),
        this.#graph.constant(`${name}/kernel`, kernel.type, filters.shape, kernel.values),
        this.#graph.floats(`${name}/kernel/scale`, [channels], kernel.scales),
        this.#graph.constant(`${name}/kernel/zero`, kernel.type, [channels], zeros(kernel, channels)),
        ...this.#scaleAndZero(value),
        this.#graph.constant(`${name}/bias`, 'int32', [channels], biases),
      ],
      windowAttributes(edge, window),
    );
    return { name: value, channels, size: sizeAfter(x.size, edge, window) };
  }

  /** Windows that stick out are left off. */
  pool(name: string, operator: 'MaxPool' | 'AveragePool', x: FeatureMap, edge: number): FeatureMap {
    const attributes = { kernel_shape: [edge, edge], strides: [2, 2] };
    if (operator === 'MaxPool') {
      this.#know(name, this.#of(x));
      this.#graph.node(name, operator, [x.name], attributes);
    } else {
      this.#know(name, toQuantization(rangeOf(this.#ranges, name)));
      const inputs = [x.name, ...this.#scaleAndZero(x.name), ...this.#scaleAndZero(name)];
      this.#graph.node(name, 'QLinearAveragePool', inputs, attributes);
    }
    return { ...x, name, size: sizeAfter(x.size, edge, { stride: 2, pad: 0 }) };
  }

  /** Zero channels behind, zeros at the bottom and at the right. */
  padTo(name: string, x: FeatureMap, channels: number, size: number): FeatureMap {
    const pads = padsTo(x, channels, size);
    if (pads === undefined) return x;
    this.#know(name, this.#of(x));
    const [, zero = ''] = this.#scaleAndZero(x.name);
    this.#graph.node(name, 'Pad', [x.name, this.#graph.ints(`${name}/pads`, pads), zero]);
    return { name, channels, size };
  }

  /** Sum, then ReLU. */
  join(name: string, a: FeatureMap, b: FeatureMap): FeatureMap {
    this.#know(name, toQuantization(rangeOf(this.#ranges, name)));
    const inputs = [a, b].flatMap((x) => [x.name, ...this.#scaleAndZero(x.name)]);
    this.#graph.node(name, 'QLinearAdd', [...inputs, ...this.#scaleAndZero(name)]);
    return { ...a, name };
  }

  /** Mean over space, then a linear layer, in floats: it is a thousandth of the work. */
  embed(x: FeatureMap): void {
    const wide = this.#graph.node('wide', 'DequantizeLinear', [x.name, ...this.#scaleAndZero(x.name)]);
    const mean = this.#graph.node('mean', 'GlobalAveragePool', [wide]);
    const flat = this.#graph.node('flat', 'Flatten', [mean], { axis: 1 });
    const fc = this.#weights.stored('fc');
    this.#graph.node(OUTPUT, 'MatMul', [flat, addWeight(this.#graph, 'fc', fc, 1)]);
  }

  build(): Uint8Array {
    return this.#graph.build('dlib-resnet-int8', [INPUT, ['N', 3, SIZE, SIZE]], [OUTPUT, ['N', DIMENSION]]);
  }

  #of({ name }: FeatureMap): Quantization {
    const known = this.#quantizations.get(name);
    if (known === undefined) throw new Error(`Embedder: ${name} has no quantization`);
    return known;
  }

  #know(name: string, quantization: Quantization): void {
    this.#quantizations.set(name, quantization);
    this.#graph.constant(`${name}/scale`, 'float32', [], Float32Array.of(quantization.scale));
    this.#graph.constant(`${name}/zero`, 'uint8', [], Uint8Array.of(quantization.zero));
  }

  #scaleAndZero(name: string): [scale: string, zero: string] {
    return [`${name}/scale`, `${name}/zero`];
  }
}

function storeKernel(filters: StoredTensor, gain: Float64Array): StoredKernel {
  const { quantization, values } = filters;
  if (quantization && values instanceof Uint8Array) {
    const scales = gain.map((g) => g * quantization.scale);
    return { type: 'uint8', values, scales, zero: zeroPoint(quantization) };
  }
  const each = filters.values.length / gain.length;
  const folded = dequantize(filters).map((value, i) => value * (gain[Math.floor(i / each)] ?? 0));
  const { stored, scales } = toSignedBytes(folded, gain.length);
  return { type: 'int8', values: stored, scales, zero: 0 };
}

function zeros({ type, zero }: StoredKernel, channels: number): Uint8Array | Int8Array {
  return (type === 'uint8' ? new Uint8Array(channels) : new Int8Array(channels)).fill(zero);
}
