import { OnnxBuilder } from '../onnx';
import { addWeight } from '../stored-weight';
import {
  DIMENSION,
  type FeatureMap,
  INPUT,
  type Layers,
  OUTPUT,
  padsTo,
  SIZE,
  sizeAfter,
  type Weights,
  type Window,
  windowAttributes,
} from './layers';

/** The layers in floating point; stored bytes are widened at load. */
export class FloatLayers implements Layers {
  readonly input: FeatureMap = { name: INPUT, channels: 3, size: SIZE };
  readonly #graph = new OnnxBuilder();
  readonly #weights: Weights;
  /** Every activation. */
  readonly #values: string[] = [];

  constructor(weights: Weights) {
    this.#weights = weights;
  }

  convolution(name: string, x: FeatureMap, window: Window & { readonly relu: boolean }): FeatureMap {
    const { filters, side, channels, gain, bias } = this.#weights.folded(name);
    const kernel = addWeight(this.#graph, `${name}/kernel`, filters, { axis: 0, gain });
    const biases = this.#graph.floats(`${name}/bias`, [channels], bias);
    const sum = this.#node(name, 'Conv', [x.name, kernel, biases], windowAttributes(side, window));
    return {
      name: window.relu ? this.#node(`${name}/relu`, 'Relu', [sum]) : sum,
      channels,
      size: sizeAfter(x.size, side, window),
    };
  }

  pool(name: string, operator: 'MaxPool' | 'AveragePool', x: FeatureMap, side: number): FeatureMap {
    this.#node(name, operator, [x.name], { kernel_shape: [side, side], strides: [2, 2] });
    return { ...x, name, size: sizeAfter(x.size, side, { stride: 2, pad: 0 }) };
  }

  padTo(name: string, x: FeatureMap, channels: number, size: number): FeatureMap {
    const pads = padsTo(x, channels, size);
    if (pads === undefined) return x;
    const inputs = [x.name, this.#graph.ints(`${name}/pads`, pads)];
    return { name: this.#node(name, 'Pad', inputs), channels, size };
  }

  /** Conv, Add and Relu in a row become one operator in onnxruntime. */
  join(name: string, a: FeatureMap, b: FeatureMap): FeatureMap {
    const sum = this.#node(`${name}/sum`, 'Add', [a.name, b.name]);
    return { ...a, name: this.#node(name, 'Relu', [sum]) };
  }

  embed(x: FeatureMap): void {
    const mean = this.#graph.node('mean', 'GlobalAveragePool', [x.name]);
    const flat = this.#graph.node('flat', 'Flatten', [mean], { axis: 1 });
    const fc = this.#weights.stored('fc');
    const gain = new Float64Array(DIMENSION).fill(1);
    this.#graph.node(OUTPUT, 'MatMul', [flat, addWeight(this.#graph, 'fc', fc, { axis: 1, gain })]);
  }

  /** @param exposed whether every activation comes out, too, to see what range it takes */
  build(exposed = false): Uint8Array {
    const ends = [
      [INPUT, ['N', 3, SIZE, SIZE]],
      [OUTPUT, ['N', DIMENSION]],
    ] as const;
    return this.#graph.build('dlib-resnet', ...ends, exposed ? this.#values : []);
  }

  #node(...node: Parameters<OnnxBuilder['node']>): string {
    const name = this.#graph.node(...node);
    this.#values.push(name);
    return name;
  }
}
