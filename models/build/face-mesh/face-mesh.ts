import { OnnxBuilder } from '../onnx';
import { type Model, type Operator, readTflite, type Tensor } from '../tflite';

const INPUT = 'input';
const OUTPUT = 'mesh';
/** Square side of the picture of a face, px. */
const SIZE = 192;
/** x, y and z of 468 points. */
const COORDINATES = 1404;

type Attributes = Parameters<OnnxBuilder['node']>[3];

/**
 * MediaPipe's face mesh as ONNX. It computes what the TFLite file says, number for number; its weights stay in half precision.
 *
 * Input `input`: float32 [N, 3, 192, 192], RGB, 0…1.
 * Output `mesh`: float32 [N, 1405]: x0, y0, z0, x1, … of 468 points in pixels of the input, then the logit of there being a face.
 *
 * @param tflite contents of `face_landmark.tflite`
 */
export function convertFaceMesh(tflite: Uint8Array): Uint8Array {
  const converter = new Converter(readTflite(tflite));
  return converter.convert();
}

class Converter {
  readonly #model: Model;
  readonly #graph = new OnnxBuilder();
  /** Which value holds each tensor that the graph computes. */
  readonly #values = new Map<number, string>();
  /** DEQUANTIZE of a constant: the tensor that it widens. */
  readonly #widened = new Map<number, number>();

  constructor(model: Model) {
    this.#model = model;
  }

  convert(): Uint8Array {
    const [input = -1] = this.#model.inputs;
    this.#values.set(input, INPUT);
    for (const operator of this.#model.operators) this.#add(operator);
    const flat = [this.#flat(COORDINATES), this.#flat(1)];
    this.#graph.node(OUTPUT, 'Concat', flat, { axis: 1 });
    return this.#graph.build('face-mesh', [INPUT, ['N', 3, SIZE, SIZE]], [OUTPUT, ['N', COORDINATES + 1]]);
  }

  #add(operator: Operator): void {
    const [x = -1] = operator.inputs;
    const [y = -1] = operator.outputs;
    const { name } = this.#tensor(y);
    if ('activation' in operator && operator.activation !== 'none') {
      throw new Error(
        `Face mesh: ${operator.kind} ${name} has a fused activation, which is not handled here`,
      );
    }
    if (operator.kind === 'DEQUANTIZE') this.#widened.set(y, x);
    else this.#values.set(y, this.#graph.node(name, ...this.#translate(operator)));
  }

  #translate(operator: Operator): [kind: string, inputs: readonly string[], attributes?: Attributes] {
    const [x = -1, second = -1, third = -1] = operator.inputs;
    const value = this.#value(x);
    switch (operator.kind) {
      case 'CONV_2D': {
        const { shape } = this.#tensor(second);
        const [out = 0, height = 0, width = 0, channels = 0] = shape;
        const kernel = this.#weight(second, [out, channels, height, width], channelsBefore(shape));
        return ['Conv', [value, kernel, this.#weight(third)], this.#window(operator, [height, width])];
      }
      case 'DEPTHWISE_CONV_2D': {
        const { shape } = this.#tensor(second);
        const [, height = 0, width = 0, channels = 0] = shape;
        const kernel = this.#weight(second, [channels, 1, height, width], channelsBefore(shape));
        const window = this.#window(operator, [height, width]);
        return ['Conv', [value, kernel, this.#weight(third)], { ...window, group: channels }];
      }
      case 'MAX_POOL_2D':
        return ['MaxPool', [value], this.#window(operator, operator.window)];
      case 'PRELU':
        return ['PRelu', [value, this.#weight(second, [this.#tensor(second).shape.at(-1) ?? 0, 1, 1])]];
      case 'ADD':
        return ['Add', [value, this.#value(second)]];
      case 'PAD':
        return ['Pad', [value, this.#paddings(second)]];
      default:
        throw new Error(`Face mesh: ${operator.kind} is not an operator that this network had`);
    }
  }

  /** [N, numbers], of the output that has so many. */
  #flat(numbers: number): string {
    const output = this.#model.outputs.find((index) => this.#tensor(index).shape.at(-1) === numbers);
    if (output === undefined) throw new Error(`Face mesh: there is no output of ${numbers} numbers`);
    const value = this.#value(output);
    return this.#graph.node(`${value}/flat`, 'Flatten', [value], { axis: 1 });
  }

  /** Steps, and what "same" padding adds: what an odd number lacks, below and at the right. */
  #window(operator: Extract<Operator, { padding: string }>, window: readonly [number, number]): Attributes {
    const { strides, padding, inputs, outputs } = operator;
    const [input, output] = [inputs[0] ?? -1, outputs[0] ?? -1].map((index) => this.#tensor(index).shape);
    const lacking = [0, 1].map((axis) => {
      const [size = 0, out = 0] = [input?.[axis + 1], output?.[axis + 1]];
      const covered = (out - 1) * (strides[axis] ?? 1) + (window[axis] ?? 1);
      return padding === 'SAME' ? Math.max(covered - size, 0) : 0;
    });
    const pads = [...lacking.map((px) => Math.floor(px / 2)), ...lacking.map((px) => Math.ceil(px / 2))];
    return { kernel_shape: [...window], strides: [...strides], pads };
  }

  /** [4, 2], before and after each axis of NHWC → before all axes of NCHW, then after all. */
  #paddings(index: number): string {
    const { name, data } = this.#tensor(index);
    if (!data) throw new Error(`Face mesh: ${name} is not a constant`);
    const numbers = new Int32Array(data.slice().buffer);
    const sides = [0, 1].map((side) => [0, 3, 1, 2].map((axis) => numbers[2 * axis + side] ?? 0));
    return this.#graph.ints(`${name}/pads`, sides.flat());
  }

  /** @param order for each place of the weight in ONNX, the place in the file; the same unless given */
  #weight(index: number, dims?: readonly number[], order?: Int32Array): string {
    const { name, type, shape, data } = this.#tensor(this.#widened.get(index) ?? index);
    if (!data || type !== 'float16') throw new Error(`Face mesh: ${name} is no constant in half precision`);
    const stored = new Uint16Array(data.slice().buffer);
    const arranged = order ? Uint16Array.from(order, (place) => stored[place] ?? 0) : stored;
    return this.#graph.halves(name, dims ?? shape, arranged);
  }

  #tensor(index: number): Tensor {
    const tensor = this.#model.tensors[index];
    if (!tensor) throw new Error(`Face mesh: no tensor ${index}`);
    return tensor;
  }

  #value(index: number): string {
    const value = this.#values.get(index);
    if (value === undefined)
      throw new Error(`Face mesh: ${this.#tensor(index).name} is used before it is computed`);
    return value;
  }
}

/** Places of [first, height, width, channels] in the order [first, channels, height, width]. */
function channelsBefore([first = 0, height = 0, width = 0, channels = 0]: readonly number[]): Int32Array {
  const area = height * width;
  return Int32Array.from({ length: first * area * channels }, (_, i) => {
    const [out, rest] = [Math.floor(i / (area * channels)), i % (area * channels)];
    return (out * area + (rest % area)) * channels + Math.floor(rest / area);
  });
}
