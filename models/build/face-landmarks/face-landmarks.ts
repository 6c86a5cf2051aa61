import { OnnxBuilder } from '../onnx';
import { addWeight, dequantize, readWeights, type StoredTensor, toOihw } from '../weights';

const INPUT = 'input';
const OUTPUT = 'points';
/** Square edge of the picture of a face, px. */
const SIZE = 112;
/** x and y of 68 points. */
const NUMBERS = 136;
const BLOCKS = 4;

/**
 * face-api's network of 68 facial landmarks as ONNX.
 *
 * Input `input`: float32 [N, 3, 112, 112], RGB, normalised by the caller.
 * Output `points`: float32 [N, 136], x0, y0, x1, …, parts of the picture's edge, in the order of the iBUG 300-W
 * annotation (17 of the jaw, 5 and 5 of the brows, 9 of the nose, 6 and 6 of the eyes, 20 of the mouth).
 *
 * @param manifest text of face-api's `face_landmark_68_model-weights_manifest.json`
 * @param weights contents of `face_landmark_68_model.bin`
 */
export function convertFaceLandmarks(manifest: string, weights: Uint8Array): Uint8Array {
  const network = new Network(readWeights(manifest, weights));
  let x = INPUT;
  for (let block = 0; block < BLOCKS; block++) x = network.denseBlock(`dense${block}`, x, block === 0);
  return network.finish(x);
}

/** The layers, each named as its weights are in face-api. */
class Network {
  readonly #graph = new OnnxBuilder();
  readonly #weights: ReadonlyMap<string, StoredTensor>;

  constructor(weights: ReadonlyMap<string, StoredTensor>) {
    this.#weights = weights;
  }

  /** Halves the size. Each convolution sees the sum of the outputs before it, after ReLU. */
  denseBlock(name: string, x: string, first: boolean): string {
    const start = first ? this.#convolution(`${name}/conv0`, x) : this.#separable(`${name}/conv0`, x, 2);
    let sum = this.#relu(`${name}/conv0/relu`, start);
    let seen = sum;
    for (const conv of [`${name}/conv1`, `${name}/conv2`, `${name}/conv3`]) {
      const out = this.#separable(conv, seen, 1);
      sum = this.#graph.node(`${conv}/sum`, 'Add', [sum, out]);
      seen = this.#relu(`${conv}/relu`, sum);
    }
    return seen;
  }

  /** Mean over the 7 × 7 that are left, then a linear layer. */
  finish(x: string): Uint8Array {
    const mean = this.#graph.node('mean', 'GlobalAveragePool', [x]);
    const flat = this.#graph.node('flat', 'Flatten', [mean], { axis: 1 });
    const product = this.#graph.node('fc', 'MatMul', [flat, this.#weight('fc/weights', 1)]);
    this.#graph.node(OUTPUT, 'Add', [product, this.#bias('fc/bias')]);
    return this.#graph.build('face-landmarks', [INPUT, ['N', 3, SIZE, SIZE]], [OUTPUT, ['N', NUMBERS]]);
  }

  #convolution(name: string, x: string): string {
    const kernel = this.#weight(`${name}/filters`, 0, toOihw);
    return this.#graph.node(name, 'Conv', [x, kernel, this.#bias(`${name}/bias`)], window(2));
  }

  /** A 3 × 3 convolution of each channel for itself, then a 1 × 1 convolution. */
  #separable(name: string, x: string, stride: 1 | 2): string {
    const filter = `${name}/depthwise_filter`;
    const [, , channels = 0] = this.#stored(filter).shape;
    const kernel = this.#weight(filter, 0, (tensor) => toOihw({ ...tensor, shape: swapEnds(tensor.shape) }));
    const each = this.#graph.node(`${name}/depthwise`, 'Conv', [x, kernel], {
      ...window(stride),
      group: channels,
    });
    const mixing = this.#weight(`${name}/pointwise_filter`, 0, toOihw);
    return this.#graph.node(name, 'Conv', [each, mixing, this.#bias(`${name}/bias`)], {
      kernel_shape: [1, 1],
    });
  }

  #relu(name: string, x: string): string {
    return this.#graph.node(name, 'Relu', [x]);
  }

  #weight(name: string, axis: number, arrange = (tensor: StoredTensor) => tensor): string {
    return addWeight(this.#graph, name, arrange(this.#stored(name)), axis);
  }

  #bias(name: string): string {
    const tensor = this.#stored(name);
    return this.#graph.floats(name, tensor.shape, dequantize(tensor));
  }

  #stored(name: string): StoredTensor {
    const tensor = this.#weights.get(name);
    if (!tensor) throw new Error(`Landmarks: the weights have no tensor ${name}`);
    return tensor;
  }
}

/** TensorFlow's "same" padding: what an even size lacks with stride 2 is added at the bottom and at the right. */
function window(stride: 1 | 2) {
  return {
    kernel_shape: [3, 3],
    strides: [stride, stride],
    pads: stride === 2 ? [0, 0, 1, 1] : [1, 1, 1, 1],
  };
}

/** [height, width, channels, 1] → [height, width, 1, channels]: one filter a channel. */
function swapEnds([height = 0, width = 0, channels = 0]: readonly number[]): readonly number[] {
  return [height, width, 1, channels];
}
