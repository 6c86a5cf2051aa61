import { dequantize, type StoredTensor } from '../weights';

/** A convolution: its kernel is [out, in, edge, edge], or [out, 1, edge, edge] of one that looks at each channel for itself. */
export interface Linear {
  readonly out: number;
  readonly in: number;
  readonly edge: number;
  readonly kernel: Float64Array;
  readonly bias: Float64Array;
}

/** The network's weights by layer, as ONNX orders them. */
export class Weights {
  readonly #tensors: ReadonlyMap<string, StoredTensor>;

  constructor(tensors: ReadonlyMap<string, StoredTensor>) {
    this.#tensors = tensors;
  }

  convolution(layer: string): Linear {
    const stored = this.#stored(`${layer}/Conv2D_weights`);
    const [edge = 0, , channels = 0, out = 0] = stored.shape;
    const kernel = ordered(dequantize(stored), channels, out);
    return { out, in: channels, edge, kernel, bias: this.#numbers(`${layer}/Conv2D_bn_offset`) };
  }

  eachChannel(layer: string): Linear {
    const stored = this.#stored(`${layer}/depthwise_weights`);
    const [edge = 0, , out = 0] = stored.shape;
    const kernel = ordered(dequantize(stored), 1, out);
    return { out, in: 1, edge, kernel, bias: this.#numbers(`${layer}/depthwise_bn_offset`) };
  }

  /** What a negative number is multiplied with: the package's PReLU adds mul · (x − |x|), and its `mul` is negated. */
  slopes(layer: string): Float64Array {
    return this.#numbers(`${layer}/mul`).map((mul) => -2 * mul);
  }

  #numbers(name: string): Float64Array {
    return dequantize(this.#stored(name));
  }

  #stored(name: string): StoredTensor {
    const part = name.startsWith('Logits/') ? 'MobileFaceNet' : 'MobileFaceNet/MobileFaceNet';
    const tensor = this.#tensors.get(`${part}/${name}`);
    if (!tensor) throw new Error(`Embedder: the weights have no tensor ${part}/${name}`);
    return tensor;
  }
}

/** [height, width, in, out] → [out, in, height, width]. */
function ordered(from: Float64Array, channels: number, out: number): Float64Array {
  const area = from.length / (channels * out);
  const to = new Float64Array(from.length);
  for (let i = 0; i < to.length; i++) {
    const [place, of] = [i % area, Math.floor(i / area)];
    to[i] = from[(place * channels + (of % channels)) * out + Math.floor(of / channels)] ?? 0;
  }
  return to;
}

/** Two layers of 1 × 1 with nothing between them as one. */
export function compose(first: Linear, second: Linear): Linear {
  const kernel = new Float64Array(second.out * first.in);
  const bias = second.bias.slice();
  for (let o = 0; o < second.out; o++) {
    for (let m = 0; m < second.in; m++) {
      const weight = second.kernel[o * second.in + m] ?? 0;
      bias[o] = (bias[o] ?? 0) + weight * (first.bias[m] ?? 0);
      for (let i = 0; i < first.in; i++) {
        const at = o * first.in + i;
        kernel[at] = (kernel[at] ?? 0) + weight * (first.kernel[m * first.in + i] ?? 0);
      }
    }
  }
  return { out: second.out, in: first.in, edge: 1, kernel, bias };
}
