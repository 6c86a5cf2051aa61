import type { Model, Operator } from '../tflite';

/** Values in NHWC order, or in whatever order the tensor's shape says. */
interface Values {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * Runs a TFLite graph in plain loops, each operator written from its definition, in the file's own layouts. It shares
 * no code with the conversion or with TFJS, which is the point: two ways to the same numbers. Slow.
 *
 * @returns the model's outputs, in the file's order
 */
export function interpret(model: Model, input: Float32Array): Values[] {
  const computed = new Map<number, Values>();
  const value = (index: number): Values => {
    const known = computed.get(index);
    if (known) return known;
    const { shape, type, data, name } = model.tensors[index] ?? {};
    if (!shape || !data) throw new Error(`${name} has no value`);
    const constant = { shape, data: decode(type, data) };
    computed.set(index, constant);
    return constant;
  };
  const [first = -1] = model.inputs;
  computed.set(first, { shape: model.tensors[first]?.shape ?? [], data: input });
  for (const operator of model.operators) {
    const [y = -1] = operator.outputs;
    const shape = model.tensors[y]?.shape ?? [];
    computed.set(y, { shape, data: run(operator, operator.inputs.map(value), shape) });
  }
  return model.outputs.map(value);
}

function decode(type: string | undefined, bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'float16') {
    return Float32Array.from({ length: bytes.length / 2 }, (_, i) => fromHalf(view.getUint16(2 * i, true)));
  }
  if (type === 'int32') {
    return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getInt32(4 * i, true));
  }
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

/** IEEE 754 binary16. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function run(operator: Operator, inputs: readonly Values[], shape: readonly number[]): Float32Array {
  const [x, second, third] = inputs as [Values, Values, Values];
  switch (operator.kind) {
    case 'CONV_2D':
      return slide(operator, x, second, shape, (at, channel, taps) => {
        const [, , , channels = 0] = x.shape;
        let sum = third.data[channel] ?? 0;
        for (const { input, tap } of taps) {
          const kernel = (channel * at.window + tap) * channels;
          for (let c = 0; c < channels; c++) sum += (x.data[input + c] ?? 0) * (second.data[kernel + c] ?? 0);
        }
        return sum;
      });
    case 'DEPTHWISE_CONV_2D':
      return slide(operator, x, second, shape, (at, channel, taps) =>
        taps.reduce(
          (sum, { input, tap }) =>
            sum + (x.data[input + channel] ?? 0) * (second.data[tap * at.channels + channel] ?? 0),
          third.data[channel] ?? 0,
        ),
      );
    case 'MAX_POOL_2D':
      return slide(operator, x, { shape: [1, ...operator.window] }, shape, (_, channel, taps) =>
        Math.max(...taps.map(({ input }) => x.data[input + channel] ?? 0)),
      );
    case 'RELU':
      return x.data.map((v) => Math.max(v, 0));
    case 'PRELU':
      return x.data.map((v, i) => (v < 0 ? v * (second.data[i % second.data.length] ?? 0) : v));
    case 'ADD':
      return x.data.map((v, i) => v + (second.data[i] ?? 0));
    case 'PAD':
      return pad(x, second, shape);
    case 'RESIZE_BILINEAR':
      if (operator.alignCorners || !operator.halfPixelCenters) throw new Error('Not a resize of half pixels');
      return resize(x, shape);
    case 'CONCATENATION':
      if (operator.axis !== 1 || x.shape[0] !== 1) throw new Error('Not a plain concatenation');
      return Float32Array.from(inputs.flatMap(({ data }) => [...data]));
    case 'RESHAPE':
    case 'DEQUANTIZE':
      return x.data;
  }
}

interface Tap {
  /** Offset of the pixel's first channel. */
  readonly input: number;
  /** Place in the window, row by row. */
  readonly tap: number;
}
type Reduce = (at: { window: number; channels: number }, channel: number, taps: readonly Tap[]) => number;

/** For each output pixel and channel: reduces the window's taps that lie inside the picture. */
function slide(
  { strides, padding }: { readonly strides: readonly [number, number]; readonly padding: string },
  { shape: [, height = 0, width = 0, depth = 0] }: Values,
  { shape: [, windowHeight = 0, windowWidth = 0] }: Pick<Values, 'shape'>,
  [, outHeight = 0, outWidth = 0, channels = 0]: readonly number[],
  reduce: Reduce,
): Float32Array {
  // SAME: just enough zeros for ceil(size / stride) outputs, the odd one after the picture.
  const before = (size: number, window: number, stride: number, out: number) =>
    padding === 'SAME' ? Math.floor(Math.max((out - 1) * stride + window - size, 0) / 2) : 0;
  const top = before(height, windowHeight, strides[0], outHeight);
  const left = before(width, windowWidth, strides[1], outWidth);
  const at = { window: windowHeight * windowWidth, channels };
  const y = new Float32Array(outHeight * outWidth * channels);
  for (let pixel = 0; pixel < outHeight * outWidth; pixel++) {
    const row = Math.floor(pixel / outWidth) * strides[0] - top;
    const column = (pixel % outWidth) * strides[1] - left;
    const taps: Tap[] = [];
    for (let tap = 0; tap < at.window; tap++) {
      const r = row + Math.floor(tap / windowWidth);
      const c = column + (tap % windowWidth);
      if (r >= 0 && r < height && c >= 0 && c < width) taps.push({ input: (r * width + c) * depth, tap });
    }
    for (let channel = 0; channel < channels; channel++)
      y[pixel * channels + channel] = reduce(at, channel, taps);
  }
  return y;
}

/** @param paddings [4, 2]: zeros before and after, for each axis */
function pad(
  { shape, data }: Values,
  { data: paddings }: Values,
  [, rows = 0, columns = 0, depth = 0]: readonly number[],
) {
  const [, height = 0, width = 0, channels = 0] = shape;
  const y = new Float32Array(rows * columns * depth);
  data.forEach((v, i) => {
    const row = Math.floor(i / channels / width) % height;
    const column = Math.floor(i / channels) % width;
    const target = ((row + (paddings[2] ?? 0)) * columns + column + (paddings[4] ?? 0)) * depth;
    y[target + (i % channels) + (paddings[6] ?? 0)] = v;
  });
  return y;
}

/** Bilinear, pixels being areas: output pixel i lies at (i + ½) · scale − ½, clamped to the picture. */
function resize(
  { shape: [, height = 0, width = 0, channels = 0], data }: Values,
  [, rows = 0, columns = 0]: readonly number[],
) {
  const place = (index: number, size: number, out: number) => {
    const at = Math.min(Math.max(((index + 0.5) * size) / out - 0.5, 0), size - 1);
    return { low: Math.floor(at), high: Math.ceil(at), share: at - Math.floor(at) };
  };
  return Float32Array.from({ length: rows * columns * channels }, (_, i) => {
    const v = place(Math.floor(i / channels / columns), height, rows);
    const h = place(Math.floor(i / channels) % columns, width, columns);
    const pixel = (row: number, column: number) =>
      data[(row * width + column) * channels + (i % channels)] ?? 0;
    const upper = pixel(v.low, h.low) * (1 - h.share) + pixel(v.low, h.high) * h.share;
    const lower = pixel(v.high, h.low) * (1 - h.share) + pixel(v.high, h.high) * h.share;
    return upper * (1 - v.share) + lower * v.share;
  });
}
