import { type Constant, type FoldedGraph, floats } from './constants';
import { type OnnxNode, partOf, UnsupportedNetwork } from './read-onnx';

/**
 * A network of 8-bit integers as one of floats that are whole numbers: a value is what its bytes are above their zero point, sums of
 * products are exact up to 2^24, and behind each stands the scaling, rounding and clipping that make it a byte.
 */
export function lowerIntegers(graph: FoldedGraph): FoldedGraph {
  const lowering = new Lowering(graph.constants);
  for (const node of graph.nodes) lowering.add(node);
  return { ...graph, nodes: lowering.nodes, constants: lowering.constants };
}

/** How a value's bytes are to be read: (byte − zero) · scale. */
interface Quantization {
  readonly scale: number;
  readonly zero: number;
  /** The lowest byte: 0, or −128. */
  readonly lowest: number;
}

class Lowering {
  readonly nodes: OnnxNode[] = [];
  readonly constants: Map<string, Constant>;
  /** Zero points of the values that are bytes. */
  readonly #zeros = new Map<string, number>();

  constructor(constants: ReadonlyMap<string, Constant>) {
    this.constants = new Map(constants);
  }

  add(node: OnnxNode): void {
    const { operator, inputs, outputs } = node;
    const [x] = inputs;
    const [y] = outputs;
    switch (operator) {
      case 'QuantizeLinear': {
        const to = this.#quantization(node, 1);
        this.#snap(
          this.#node('Div', partOf(y, 'units'), [x, this.#number(partOf(y, 'unit'), to.scale)]),
          y,
          to,
        );
        break;
      }
      case 'DequantizeLinear':
        this.#scaled(x, this.#quantization(node, 1).scale, y);
        break;
      case 'QLinearConv':
        this.#convolution(node);
        break;
      case 'com.microsoft.QLinearAdd': {
        const [from, other, to] = [1, 4, 6].map((at) => this.#quantization(node, at));
        const a = this.#scaled(x, from.scale / to.scale, partOf(y, 'a'));
        const b = this.#scaled(inputs[3], other.scale / to.scale, partOf(y, 'b'));
        this.#snap(this.#node('Add', partOf(y, 'sum'), [a, b]), y, to);
        break;
      }
      case 'com.microsoft.QLinearAveragePool': {
        const [from, to] = [1, 3].map((at) => this.#quantization(node, at));
        const mean = this.#node('AveragePool', partOf(y, 'mean'), [x], node.attributes);
        this.#snap(this.#scaled(mean, from.scale / to.scale, partOf(y, 'units')), y, to);
        break;
      }
      case 'Pad':
        this.#pad(node);
        break;
      default: {
        // Which of some numbers is the largest does not depend on where they begin.
        const zero = operator === 'MaxPool' ? this.#zeros.get(x) : undefined;
        if (zero !== undefined) this.#zeros.set(y, zero);
        else if (inputs.some((name) => this.#zeros.has(name))) throw unsupported(node, 'bytes');
        this.nodes.push(node);
      }
    }
  }

  #convolution(node: OnnxNode): void {
    const { inputs, outputs, attributes } = node;
    const [y] = outputs;
    const [from, to] = [1, 6].map((at) => this.#quantization(node, at));
    const [kernel, scales, zeros] = inputs.slice(3, 6).map((name) => this.constants.get(name));
    const biases = inputs[8] ? this.constants.get(inputs[8])?.values : undefined;
    if (!(kernel && scales && zeros) || (inputs[8] && !biases)) throw unsupported(node, 'its weights');
    const channels = kernel.dims[0];
    const at = ({ values }: Constant, channel: number) => values[values.length === 1 ? 0 : channel];
    // In the order and precision in which onnxruntime makes it.
    const units = Float32Array.from(
      { length: channels },
      (_, channel) => Math.fround(from.scale * at(scales, channel)) / to.scale,
    );
    const names = [partOf(y, 'kernel'), partOf(y, 'bias')];
    this.constants.set(names[0], { ...kernel, zero: floats(zeros) });
    this.constants.set(names[1], { dims: [channels], values: biases ?? new Float32Array(channels) });
    this.constants.set(partOf(y, 'factors'), { dims: [channels, 1, 1], values: units });
    const sum = this.#node('Conv', partOf(y, 'sum'), [inputs[0], ...names], attributes);
    this.#snap(this.#node('Mul', partOf(y, 'units'), [sum, partOf(y, 'factors')]), y, to);
  }

  /** What is padded with the zero point is padded with zero. */
  #pad(node: OnnxNode): void {
    const [x, pads, value] = node.inputs;
    const zero = this.#zeros.get(x);
    if (zero !== undefined && (value ? this.constants.get(value)?.values[0] : 0) !== zero) {
      throw unsupported(node, 'its value');
    }
    if (zero !== undefined) this.#zeros.set(node.outputs[0], zero);
    this.nodes.push(zero === undefined ? node : { ...node, inputs: [x, pads] });
  }

  /** Rounds half to even, as a byte is rounded, and clips to what a byte holds. */
  #snap(x: string, output: string, { zero, lowest }: Quantization): void {
    const limits = [
      this.#number(partOf(output, 'least'), lowest - zero),
      this.#number(partOf(output, 'most'), lowest + 255 - zero),
    ];
    this.#node('Clip', output, [this.#node('Round', partOf(output, 'rounded'), [x]), ...limits]);
    this.#zeros.set(output, zero);
  }

  #scaled(x: string, factor: number, output: string): string {
    return this.#node('Mul', output, [x, this.#number(partOf(output, 'factor'), factor)]);
  }

  #node(
    operator: string,
    output: string,
    inputs: readonly string[],
    attributes: OnnxNode['attributes'] = {},
  ): string {
    this.nodes.push({ operator, inputs, outputs: [output], attributes });
    return output;
  }

  #number(name: string, value: number): string {
    this.constants.set(name, { dims: [], values: Float32Array.of(value) });
    return name;
  }

  /** Scale and zero point, inputs `at` and the next one: one of each for a whole value. */
  #quantization(node: OnnxNode, at: number): Quantization {
    const [scale, zero] = [at, at + 1].map((input) => this.constants.get(node.inputs[input] ?? ''));
    if (scale?.values.length !== 1 || zero?.values.length !== 1) throw unsupported(node, 'its scales');
    return {
      scale: scale.values[0],
      zero: zero.values[0],
      lowest: zero.values instanceof Int8Array ? -128 : 0,
    };
  }
}

function unsupported({ operator, outputs }: OnnxNode, what: string): UnsupportedNetwork {
  return new UnsupportedNetwork(`${operator} ${outputs.join()}: ${what}`);
}
