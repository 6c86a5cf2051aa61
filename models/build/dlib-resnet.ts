import { dequantize, readWeights, type StoredTensor } from './face-api-weights';
import { OnnxBuilder } from './onnx';

const INPUT = 'input';
const OUTPUT = 'template';
const SIZE = 150;
const DIMENSION = 128;

export type WeightFormat = 'uint8' | 'float16' | 'float32' | 'mixed';

/**
 * dlib's face recognition ResNet (`dlib_face_recognition_resnet_model_v1`) as ONNX, from the copy in face-api.
 *
 * Input `input`: float32 [N, 3, 150, 150], RGB, normalised by the caller.
 * Output `template`: float32 [N, 128], not normalised.
 */
export function convertDlibResnet(
  manifest: string,
  weights: Uint8Array,
  format: WeightFormat = 'uint8',
): Uint8Array {
  const network = new Network(readWeights(manifest, weights), format);
  let x = network.convolution('conv32_down', INPUT, { stride: 2, pad: 0, relu: true });
  x = network.maxPool('pool32', x);
  for (const name of ['conv32_1', 'conv32_2', 'conv32_3']) x = network.residual(name, x);
  x = network.residualDown('conv64_down', x, 64);
  for (const name of ['conv64_1', 'conv64_2', 'conv64_3']) x = network.residual(name, x);
  x = network.residualDown('conv128_down', x, 128);
  for (const name of ['conv128_1', 'conv128_2']) x = network.residual(name, x);
  x = network.residualDown('conv256_down', x, 256, 1);
  for (const name of ['conv256_1', 'conv256_2']) x = network.residual(name, x);
  x = network.residualDown('conv256_down_out', x, 0, 1);
  network.head(x);
  return network.build();
}

interface Convolution {
  readonly stride: 1 | 2;
  readonly pad: 0 | 1;
  readonly relu: boolean;
}

class Network {
  readonly #weights: ReadonlyMap<string, StoredTensor>;
  readonly #graph = new OnnxBuilder();
  readonly #format: WeightFormat;

  constructor(weights: ReadonlyMap<string, StoredTensor>, format: WeightFormat) {
    this.#weights = weights;
    this.#format = format;
  }

  build(): Uint8Array {
    return this.#graph.build('dlib-resnet', [INPUT, ['N', 3, SIZE, SIZE]], [OUTPUT, ['N', DIMENSION]]);
  }

  convolution(name: string, x: string, { stride, pad, relu }: Convolution): string {
    const gain = dequantize(this.#stored(`${name}/scale/weights`));
    const shift = dequantize(this.#stored(`${name}/scale/biases`));
    const bias = dequantize(this.#stored(`${name}/conv/bias`));
    const filters = this.#stored(`${name}/conv/filters`);
    const [height = 0, width = 0] = filters.shape;
    const folded = shift.map((value, channel) => value + (bias[channel] ?? 0) * (gain[channel] ?? 0));
    const inputs = [
      x,
      this.#kernel(`${name}/kernel`, filters, gain),
      this.#graph.floats(`${name}/bias`, [folded.length], folded),
    ];
    const y = this.#graph.node(name, 'Conv', inputs, {
      kernel_shape: [height, width],
      strides: [stride, stride],
      pads: [pad, pad, pad, pad],
    });
    return relu ? this.#relu(name, y) : y;
  }

  maxPool(name: string, x: string): string {
    return this.#graph.node(name, 'MaxPool', [x], { kernel_shape: [3, 3], strides: [2, 2] });
  }

  residual(name: string, x: string): string {
    let y = this.convolution(`${name}/conv1`, x, { stride: 1, pad: 1, relu: true });
    y = this.convolution(`${name}/conv2`, y, { stride: 1, pad: 1, relu: false });
    return this.#relu(name, this.#graph.node(`${name}/add`, 'Add', [y, x]));
  }

  residualDown(name: string, x: string, channels: number, border = 0): string {
    let y = this.convolution(`${name}/conv1`, x, { stride: 2, pad: 0, relu: true });
    y = this.convolution(`${name}/conv2`, y, { stride: 1, pad: 1, relu: false });
    if (border) y = this.#pad(`${name}/border`, y, [0, 0, border, border]);
    let shortcut = this.#graph.node(`${name}/shortcut`, 'AveragePool', [x], {
      kernel_shape: [2, 2],
      strides: [2, 2],
    });
    const added = channels / 2;
    if (added) shortcut = this.#pad(`${name}/channels`, shortcut, [0, added, 0, 0]);
    return this.#relu(name, this.#graph.node(`${name}/add`, 'Add', [y, shortcut]));
  }

  head(x: string): void {
    const fc = this.#stored('fc');
    const mean = this.#graph.node('pooled', 'GlobalAveragePool', [x]);
    const flat = this.#graph.node('flat', 'Flatten', [mean], { axis: 1 });
    const values = dequantize(fc);
    const ones = new Float64Array(1).fill(1);
    const w =
      this.#format === 'float32'
        ? this.#graph.floats('fc', fc.shape, values)
        : this.#quantized('fc', fc.shape, fc, ones, [1, 1], (i) => i);
    this.#graph.node(OUTPUT, 'MatMul', [flat, w]);
  }

  #stored(name: string): StoredTensor {
    const tensor = this.#weights.get(name);
    if (!tensor) throw new Error(`Embedder: the weights have no tensor ${name}`);
    return tensor;
  }

  #relu(name: string, x: string): string {
    return this.#graph.node(`${name}/relu`, 'Relu', [x]);
  }

  #pad(name: string, x: string, end: readonly number[]): string {
    const pads = this.#graph.ints(`${name}/pads`, [0, 0, 0, 0, ...end]);
    return this.#graph.node(name, 'Pad', [x, pads]);
  }

  #kernel(name: string, filters: StoredTensor, gain: Float64Array): string {
    const [height = 0, width = 0, channels = 0, out = 0] = filters.shape;
    const area = height * width;
    const shape = [out, channels, height, width];
    const source = (index: number) => {
      const o = Math.floor(index / (channels * area));
      const c = Math.floor(index / area) % channels;
      const p = index % area;
      return (p * channels + c) * out + o;
    };
    return this.#quantized(name, shape, filters, gain, [out, 1, 1, 1], source);
  }

  #quantized(
    name: string,
    shape: readonly number[],
    stored: StoredTensor,
    gain: Float64Array,
    gainShape: readonly number[],
    source: (index: number) => number,
  ): string {
    const count = stored.values.length;
    const per = count / gain.length;
    if (this.#format === 'uint8' && stored.quantization) {
      const { scale, min } = stored.quantization;
      const q = Uint8Array.from({ length: count }, (_, i) => stored.values[source(i)] ?? 0);
      const wide = this.#graph.cast(`${name}/cast`, this.#graph.constant(`${name}/uint8`, 'uint8', shape, q));
      const scaled = this.#graph.node(`${name}/scaled`, 'Mul', [
        wide,
        this.#graph.floats(
          `${name}/scale`,
          gainShape,
          gain.map((g) => g * scale),
        ),
      ]);
      return this.#graph.node(name, 'Add', [
        scaled,
        this.#graph.floats(
          `${name}/min`,
          gainShape,
          gain.map((g) => g * min),
        ),
      ]);
    }
    const plain = dequantize(stored);
    const values = Float64Array.from(
      { length: count },
      (_, i) => (plain[source(i)] ?? 0) * (gain[Math.floor(i / per)] ?? 0),
    );
    return this.#graph.floats(name, shape, values);
  }
}
