import { dequantize, type StoredTensor, toOihw } from '../weights';

export const INPUT = 'input';
export const OUTPUT = 'template';
/** Square edge of the aligned face, px. */
export const SIZE = 150;
export const DIMENSION = 128;

/** A value of shape [N, channels, size, size]. */
export interface FeatureMap {
  readonly name: string;
  readonly channels: number;
  readonly size: number;
}

export interface Window {
  readonly stride: number;
  readonly pad: number;
}

/** A convolution's weights, and the gain and shift per channel behind it, which fold into kernel and bias. */
export interface FoldedWeights {
  /** [out, in, height, width], as stored. */
  readonly filters: StoredTensor;
  readonly edge: number;
  readonly channels: number;
  /** What each output channel's filters are multiplied with. */
  readonly gain: Float64Array;
  readonly bias: Float64Array;
}

export class Weights {
  readonly #tensors: ReadonlyMap<string, StoredTensor>;

  constructor(tensors: ReadonlyMap<string, StoredTensor>) {
    this.#tensors = tensors;
  }

  folded(name: string): FoldedWeights {
    const filters = this.stored(`${name}/conv/filters`);
    const [edge = 0, , , channels = 0] = filters.shape;
    const bias = dequantize(this.stored(`${name}/conv/bias`));
    const gain = dequantize(this.stored(`${name}/scale/weights`));
    const shift = dequantize(this.stored(`${name}/scale/biases`));
    const folded = shift.map((value, channel) => value + (bias[channel] ?? 0) * (gain[channel] ?? 0));
    return { filters: toOihw(filters), edge, channels, gain, bias: folded };
  }

  stored(name: string): StoredTensor {
    const tensor = this.#tensors.get(name);
    if (!tensor) throw new Error(`Embedder: the weights have no tensor ${name}`);
    return tensor;
  }
}

export function sizeAfter(size: number, edge: number, { stride, pad }: Window): number {
  return Math.floor((size + 2 * pad - edge) / stride) + 1;
}

/** ONNX's attributes of a convolution or pool. */
export function windowAttributes(edge: number, { stride, pad }: Window) {
  return { kernel_shape: [edge, edge], strides: [stride, stride], pads: [pad, pad, pad, pad] };
}

/** ONNX's list of what is added on each edge of [N, C, H, W]; undefined where nothing is. */
export function padsTo(x: FeatureMap, channels: number, size: number): number[] | undefined {
  const end = [0, channels - x.channels, size - x.size, size - x.size];
  return end.some(Boolean) ? [0, 0, 0, 0, ...end] : undefined;
}
