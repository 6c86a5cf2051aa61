import { type Model, type Operator, readTflite, type Tensor } from '../tflite';
import { type Attribute, attribute, GraphBuilder, type GraphModelFiles, type Weight } from './tfjs-graph';

const INPUT = 'input';
const OUTPUT = 'Identity';

/**
 * MediaPipe's face detector as a TFJS graph model.
 *
 * Input `input`: float32 [1, size, size, 3], RGB in −1…1.
 * Output `Identity`: float32 [1, anchors, 17]; per anchor the logit of its score, then the 16 offsets of box and
 * six keypoints: the layout that @tensorflow-models/face-detection reads.
 *
 * @param tflite contents of `face_detection_{short,full}_range.tflite`
 * @param weightsPath where the weights will lie, relative to the topology
 */
export function convertBlazeFace(tflite: Uint8Array, weightsPath: string): GraphModelFiles {
  const model = readTflite(tflite);
  const converter = new Converter(model);
  model.operators.forEach((operator) => {
    converter.add(operator);
  });
  return converter.finish(weightsPath);
}

class Converter {
  readonly #model: Model;
  readonly #graph = new GraphBuilder();
  /** Which node holds each tensor that the graph computes. */
  readonly #nodes = new Map<number, string>();
  /** DEQUANTIZE of a constant: the tensor it widens. TFJS widens float16 weights itself, when it loads them. */
  readonly #widened = new Map<number, number>();

  constructor(model: Model) {
    this.#model = model;
    const [input] = model.inputs;
    if (input === undefined || model.inputs.length !== 1) throw new Error('Detector: expected one input');
    this.#graph.placeholder(INPUT, this.#tensor(input).shape);
    this.#nodes.set(input, INPUT);
  }

  add(operator: Operator): void {
    const [x = -1, second = -1, third = -1] = operator.inputs;
    const [y = -1] = operator.outputs;
    const name = this.#tensor(y).name;
    if ('activation' in operator && operator.activation !== 'none') {
      throw new Error(
        `Detector: ${operator.kind} ${name} has a fused activation, which this build does not handle`,
      );
    }
    switch (operator.kind) {
      case 'DEQUANTIZE':
        this.#widened.set(y, x);
        return;
      case 'CONV_2D':
      case 'DEPTHWISE_CONV_2D': {
        const depthwise = operator.kind === 'DEPTHWISE_CONV_2D';
        const relu = this.#onlyConsumer(y, 'RELU');
        const kernel = this.#constant(second, depthwise ? depthwiseKernel : convolutionKernel);
        const inputs = [this.#node(x), kernel, this.#constant(third)];
        this.#graph.node(name, depthwise ? 'FusedDepthwiseConv2dNative' : '_FusedConv2D', inputs, {
          ...spatial(operator),
          dilations: attribute.ints([1, 1, 1, 1]),
          fused_ops: attribute.strings(relu ? ['BiasAdd', 'Relu'] : ['BiasAdd']),
          num_args: attribute.int(1),
        });
        if (relu?.outputs[0] !== undefined) this.#nodes.set(relu.outputs[0], name);
        break;
      }
      case 'MAX_POOL_2D':
        this.#graph.node(name, 'MaxPool', [this.#node(x)], {
          ...spatial(operator),
          ksize: attribute.ints([1, ...operator.window, 1]),
        });
        break;
      case 'RELU':
        if (this.#nodes.has(y)) return; // fused into the convolution before it
        this.#graph.node(name, 'Relu', [this.#node(x)]);
        break;
      case 'ADD':
        this.#graph.node(name, 'AddV2', [this.#node(x), this.#node(second)]);
        break;
      case 'PAD':
        this.#graph.node(name, 'Pad', [this.#node(x), this.#constant(second)]);
        break;
      case 'RESHAPE':
        this.#graph.node(name, 'Reshape', [
          this.#node(x),
          this.#graph.ints(`${name}/shape`, this.#tensor(y).shape),
        ]);
        break;
      case 'RESIZE_BILINEAR':
        this.#graph.node(name, 'ResizeBilinear', [this.#node(x), this.#constant(second)], {
          align_corners: attribute.bool(operator.alignCorners),
          half_pixel_centers: attribute.bool(operator.halfPixelCenters),
        });
        break;
      case 'CONCATENATION':
        this.#concat(
          name,
          operator.inputs.map((input) => this.#node(input)),
          operator.axis,
        );
        break;
      case 'PRELU':
        throw new Error(`Detector: ${name} is a PReLU, which no detector has`);
    }
    this.#nodes.set(y, name);
  }

  /** Joins logits [1, anchors, 1] and offsets [1, anchors, 16], told apart by their shapes: the file has offsets first. */
  finish(weightsPath: string): GraphModelFiles {
    const find = (width: number) => {
      const index = this.#model.outputs.find((output) => this.#tensor(output).shape[2] === width);
      if (index === undefined) throw new Error(`Detector: no output of width ${width}`);
      return index;
    };
    const [logits, offsets] = [find(1), find(16)];
    this.#concat(OUTPUT, [this.#node(logits), this.#node(offsets)], 2);
    const [input = -1] = this.#model.inputs;
    return this.#graph.build(
      weightsPath,
      { name: INPUT, shape: this.#tensor(input).shape },
      { name: OUTPUT, shape: [1, this.#tensor(logits).shape[1] ?? 0, 17] },
    );
  }

  #concat(name: string, inputs: readonly string[], axis: number): void {
    const attr = { N: attribute.int(inputs.length) };
    this.#graph.node(name, 'ConcatV2', [...inputs, this.#graph.ints(`${name}/axis`, [axis], [])], attr);
  }

  #tensor(index: number): Tensor {
    const tensor = this.#model.tensors[index];
    if (!tensor) throw new Error(`Detector: no tensor ${index}`);
    return tensor;
  }

  #node(index: number): string {
    const node = this.#nodes.get(index);
    if (node === undefined)
      throw new Error(`Detector: ${this.#tensor(index).name} is used before it is computed`);
    return node;
  }

  #constant(index: number, convert: (weight: Weight) => Weight = (weight) => weight): string {
    const { name, data, type, shape } = this.#tensor(this.#widened.get(index) ?? index);
    if (!data) throw new Error(`Detector: ${name} is not a constant`);
    return this.#graph.constant(name, convert({ type, shape, data }));
  }

  #onlyConsumer(index: number, kind: Operator['kind']): Operator | undefined {
    const [consumer, ...others] = this.#model.operators.filter(({ inputs }) => inputs.includes(index));
    return others.length === 0 && consumer?.kind === kind ? consumer : undefined;
  }
}

function spatial(operator: Extract<Operator, { padding: string }>): Record<string, Attribute> {
  return {
    strides: attribute.ints([1, ...operator.strides, 1]),
    padding: attribute.string(operator.padding),
    data_format: attribute.string('NHWC'),
  };
}

/** [out, height, width, in] → [height, width, in, out]. */
function convolutionKernel({ type, shape, data }: Weight): Weight {
  const [out = 0, height = 0, width = 0, channels = 0] = shape;
  const size = type === 'float16' ? 2 : 4;
  const patch = height * width * channels;
  const turned = new Uint8Array(data.length);
  for (let o = 0; o < out; o++) {
    for (let p = 0; p < patch; p++) {
      const from = (o * patch + p) * size;
      turned.set(data.subarray(from, from + size), (p * out + o) * size);
    }
  }
  return { type, shape: [height, width, channels, out], data: turned };
}

/** [1, height, width, channels] → [height, width, channels, 1]: the same bytes. */
function depthwiseKernel({ type, shape, data }: Weight): Weight {
  return { type, shape: [...shape.slice(1), 1], data };
}
