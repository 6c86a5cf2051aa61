import { dequantize, readWeights, type StoredTensor } from './face-api-weights';
import { OnnxBuilder } from './onnx';
import { addWeight, toOihw } from './stored-weight';

const INPUT = 'input';
const OUTPUT = 'template';
/** Square side of the aligned face, px. */
const SIZE = 150;
const DIMENSION = 128;

/**
 * dlib's face recognition ResNet (`dlib_face_recognition_resnet_model_v1`) as ONNX, from the copy in face-api.
 *
 * Input `input`: float32 [N, 3, 150, 150], RGB, normalised by the caller.
 * Output `template`: float32 [N, 128], not normalised.
 *
 * @param manifest text of face-api's `face_recognition_model-weights_manifest.json`
 * @param weights contents of `face_recognition_model.bin`
 */
export function convertDlibResnet(manifest: string, weights: Uint8Array): Uint8Array {
  const network = new Network(readWeights(manifest, weights));
  let x: FeatureMap = { name: INPUT, channels: 3, size: SIZE };
  x = network.convolution('conv32_down', x, { stride: 2, pad: 0 });
  x = network.relu('conv32_down/relu', x);
  x = network.maxPool('pool32', x);
  x = network.residual('conv32_1', x);
  x = network.residual('conv32_2', x);
  x = network.residual('conv32_3', x);
  x = network.residualDown('conv64_down', x);
  x = network.residual('conv64_1', x);
  x = network.residual('conv64_2', x);
  x = network.residual('conv64_3', x);
  x = network.residualDown('conv128_down', x);
  x = network.residual('conv128_1', x);
  x = network.residual('conv128_2', x);
  x = network.residualDown('conv256_down', x);
  x = network.residual('conv256_1', x);
  x = network.residual('conv256_2', x);
  x = network.residualDown('conv256_down_out', x);
  network.embed(x);
  return network.build();
}

/** A value of shape [N, channels, size, size]. */
interface FeatureMap {
  readonly name: string;
  readonly channels: number;
  readonly size: number;
}

/** The layers, each named as its weights are in face-api. */
class Network {
  readonly #graph = new OnnxBuilder();
  readonly #weights: ReadonlyMap<string, StoredTensor>;

  constructor(weights: ReadonlyMap<string, StoredTensor>) {
    this.#weights = weights;
  }

  build(): Uint8Array {
    return this.#graph.build('dlib-resnet', [INPUT, ['N', 3, SIZE, SIZE]], [OUTPUT, ['N', DIMENSION]]);
  }

  /** Convolution, then a gain and a shift per channel, which fold into its kernel and bias. */
  convolution(name: string, x: FeatureMap, { stride, pad }: { stride: number; pad: number }): FeatureMap {
    const filters = this.#stored(`${name}/conv/filters`);
    const [side = 0, , , channels = 0] = filters.shape;
    const bias = dequantize(this.#stored(`${name}/conv/bias`));
    const gain = dequantize(this.#stored(`${name}/scale/weights`));
    const shift = dequantize(this.#stored(`${name}/scale/biases`));
    const folded = shift.map((value, channel) => value + (bias[channel] ?? 0) * (gain[channel] ?? 0));

    const kernel = addWeight(this.#graph, `${name}/kernel`, toOihw(filters), { axis: 0, gain });
    this.#graph.node(name, 'Conv', [x.name, kernel, this.#graph.floats(`${name}/bias`, [channels], folded)], {
      kernel_shape: [side, side],
      strides: [stride, stride],
      pads: [pad, pad, pad, pad],
    });
    return { name, channels, size: Math.floor((x.size + 2 * pad - side) / stride) + 1 };
  }

  relu(name: string, x: FeatureMap): FeatureMap {
    return { ...x, name: this.#graph.node(name, 'Relu', [x.name]) };
  }

  maxPool(name: string, x: FeatureMap): FeatureMap {
    return this.#pool(name, 'MaxPool', x, 3);
  }

  residual(name: string, x: FeatureMap): FeatureMap {
    return this.#join(name, this.#twoConvolutions(name, x, { stride: 1, pad: 1 }), x);
  }

  /**
   * Halves the size. The shortcut is an average pool that gets zero channels where the main branch has more. An
   * even size leaves the main branch one short of it (8 → 3 and 4, later 4 → 1 and 2): it gets zeros at the bottom
   * and at the right.
   */
  residualDown(name: string, x: FeatureMap): FeatureMap {
    const main = this.#twoConvolutions(name, x, { stride: 2, pad: 0 });
    const shortcut = this.#pool(`${name}/pooled`, 'AveragePool', x, 2);
    const channels = Math.max(main.channels, shortcut.channels);
    const size = Math.max(main.size, shortcut.size);
    return this.#join(
      name,
      this.#padTo(`${name}/main`, main, channels, size),
      this.#padTo(`${name}/shortcut`, shortcut, channels, size),
    );
  }

  /** Mean over space, then a linear layer. */
  embed(x: FeatureMap): void {
    const mean = this.#graph.node('mean', 'GlobalAveragePool', [x.name]);
    const flat = this.#graph.node('flat', 'Flatten', [mean], { axis: 1 });
    const fc = this.#stored('fc');
    this.#graph.node(OUTPUT, 'MatMul', [
      flat,
      addWeight(this.#graph, 'fc', fc, { axis: 1, gain: new Float64Array(DIMENSION).fill(1) }),
    ]);
  }

  #twoConvolutions(name: string, x: FeatureMap, first: { stride: number; pad: number }): FeatureMap {
    const y = this.relu(`${name}/conv1/relu`, this.convolution(`${name}/conv1`, x, first));
    return this.convolution(`${name}/conv2`, y, { stride: 1, pad: 1 });
  }

  /** Conv, Add and Relu in a row become one operator in onnxruntime. */
  #join(name: string, main: FeatureMap, shortcut: FeatureMap): FeatureMap {
    const sum = this.#graph.node(`${name}/sum`, 'Add', [main.name, shortcut.name]);
    return this.relu(name, { ...main, name: sum });
  }

  #pool(name: string, operator: 'MaxPool' | 'AveragePool', x: FeatureMap, window: number): FeatureMap {
    this.#graph.node(name, operator, [x.name], { kernel_shape: [window, window], strides: [2, 2] });
    return { ...x, name, size: Math.floor((x.size - window) / 2) + 1 };
  }

  #padTo(name: string, x: FeatureMap, channels: number, size: number): FeatureMap {
    const end = [0, channels - x.channels, size - x.size, size - x.size];
    if (!end.some(Boolean)) return x;
    const pads = this.#graph.ints(`${name}/pads`, [0, 0, 0, 0, ...end]);
    return { name: this.#graph.node(name, 'Pad', [x.name, pads]), channels, size };
  }

  #stored(name: string): StoredTensor {
    const tensor = this.#weights.get(name);
    if (!tensor) throw new Error(`Embedder: the weights have no tensor ${name}`);
    return tensor;
  }
}
