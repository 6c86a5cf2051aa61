import { dequantize, readWeights } from '../../weights';

/** A node of the package's graph, as far as its operators need it. */
interface Node {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: {
    readonly strides?: { readonly list: { readonly i: readonly string[] } };
    readonly padding?: { readonly s: string };
    readonly fused_ops?: { readonly list: { readonly s: readonly string[] } };
  };
}

/** A picture is [height, width, channels]. */
interface Values {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

interface Graph {
  readonly modelTopology: { readonly node: readonly Node[] };
  readonly weightsManifest: unknown;
}

/** Before the package's graph brings the numbers to unit length. */
const TEMPLATE = 'MobileFaceNet/Logits/SpatialSqueeze';

/**
 * MobileFaceNet run node by node as the package's graph has them, in plain loops, with nothing folded: another way to the numbers that the
 * ONNX file must give.
 *
 * @param input [112, 112, 3], scaled
 * @param mended false: with the ReLU and the signs that the package has
 */
export function runMobileFaceNet(
  model: string,
  bytes: Uint8Array,
  input: Float32Array,
  mended = true,
): Float64Array {
  const { modelTopology, weightsManifest } = JSON.parse(model) as Graph;
  const weights = readWeights(JSON.stringify(weightsManifest), bytes);
  const computed = new Map<string, Values>();
  /** What the package keeps the positive half of. Of all that read it, the sum alone wants no more. */
  const halved = new Set<string>();
  const value = (name = ''): Values => {
    const known = computed.get(name);
    if (known !== undefined) return known;
    const stored = weights.get(name);
    if (stored === undefined) throw new Error(`${name} has no value`);
    const sign = mended && name.endsWith('/mul') ? -1 : 1;
    return { shape: stored.shape, data: dequantize(stored).map((x) => sign * x) };
  };
  const compute = (node: Node): Values => {
    const [a = '', b] = node.input ?? [];
    switch (node.op) {
      case 'Placeholder':
        return { shape: [112, 112, 3], data: Float64Array.from(input) };
      case '_FusedConv2D':
      case 'FusedDepthwiseConv2dNative': {
        const sums = convolve(node, value(a), value(b), value(node.input?.[2]).data);
        if (!fuses(node, 'Relu')) return sums;
        halved.add(node.name);
        return mended ? sums : positive(sums);
      }
      case 'Relu':
        return positive(value(a));
      case 'Abs':
        return perValue(value(a), Math.abs);
      case 'Sub':
        return both(value(a), value(b), (x, y) => x - y);
      case 'Mul':
        return both(value(a), value(b), (x, y) => x * y);
      case 'Add':
        return both(halved.has(a) ? positive(value(a)) : value(a), value(b), (x, y) => x + y);
      case 'Squeeze':
        return value(a);
      default:
        throw new Error(`${node.op} is not known`);
    }
  };
  for (const node of modelTopology.node) {
    if (node.op === 'Const') continue;
    computed.set(node.name, compute(node));
    if (node.name === TEMPLATE) break;
  }
  return value(TEMPLATE).data;
}

function fuses(node: Node, operator: string): boolean {
  return node.attr?.fused_ops?.list.s.some((name) => atob(name) === operator) ?? false;
}

function positive(x: Values): Values {
  return perValue(x, (value) => Math.max(value, 0));
}

function perValue({ shape, data }: Values, to: (value: number) => number): Values {
  return { shape, data: data.map(to) };
}

/** Of two pictures, or of a picture and a number a channel. */
function both(a: Values, b: Values, to: (a: number, b: number) => number): Values {
  return { shape: a.shape, data: a.data.map((v, i) => to(v, b.data[i % b.data.length] ?? 0)) };
}

/** @param kernel [height, width, in, out], or [height, width, channels, 1] where each channel is looked at for itself */
function convolve(
  { op, attr }: Node,
  { shape: [height = 0, width = 0, channels = 0], data }: Values,
  kernel: Values,
  bias: Float64Array,
): Values {
  const eachChannel = op === 'FusedDepthwiseConv2dNative';
  const [edge = 0] = kernel.shape;
  const stride = Number(attr?.strides?.list.i[1]);
  const same = atob(attr?.padding?.s ?? '') === 'SAME';
  const out = bias.length;
  // SAME: just enough zeros for size / stride outputs, the odd one after the picture.
  const size = (of: number) => (same ? Math.ceil(of / stride) : of - edge + 1);
  const before = (of: number) =>
    same ? Math.floor(Math.max((size(of) - 1) * stride + edge - of, 0) / 2) : 0;
  const shape = [size(height), size(width), out] as const;
  const y = new Float64Array(shape[0] * shape[1] * out);
  for (let pixel = 0; pixel < shape[0] * shape[1]; pixel++) {
    const sums = y.subarray(pixel * out, (pixel + 1) * out);
    sums.set(bias);
    for (let tap = 0; tap < edge * edge; tap++) {
      const row = Math.floor(pixel / shape[1]) * stride - before(height) + Math.floor(tap / edge);
      const column = (pixel % shape[1]) * stride - before(width) + (tap % edge);
      if (row < 0 || row >= height || column < 0 || column >= width) continue;
      const from = (row * width + column) * channels;
      for (let c = 0; c < channels; c++) {
        const x = data[from + c] ?? 0;
        const weight = (tap * channels + c) * (eachChannel ? 1 : out);
        if (eachChannel) sums[c] = (sums[c] ?? 0) + x * (kernel.data[weight] ?? 0);
        else for (let o = 0; o < out; o++) sums[o] = (sums[o] ?? 0) + x * (kernel.data[weight + o] ?? 0);
      }
    }
  }
  return { shape, data: y };
}
