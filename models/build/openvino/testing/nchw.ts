/** Values in NCHW order. Operators written from their definitions, in plain loops. */
export interface Nchw {
  readonly shape: readonly [number, number, number, number];
  readonly data: readonly number[];
}

interface Window {
  readonly kernel: readonly [number, number];
  readonly strides?: readonly [number, number];
  /** Top, left, bottom, right. */
  readonly pads?: readonly [number, number, number, number];
  readonly dilations?: readonly [number, number];
  readonly ceil?: boolean;
}

interface Tap {
  readonly row: number;
  readonly column: number;
  /** Place in the window, row by row. */
  readonly at: number;
  /** false: in the padding. */
  readonly inside: boolean;
}

/** @param reduce output value of a channel from the window's taps */
function slide(
  { shape: [batch, , height, width] }: Nchw,
  channels: number,
  { kernel, strides = [1, 1], pads = [0, 0, 0, 0], dilations = [1, 1], ceil = false }: Window,
  reduce: (image: number, channel: number, taps: readonly Tap[]) => number,
): Nchw {
  const round = ceil ? Math.ceil : Math.floor;
  const out = (size: number, axis: 0 | 1) =>
    round((size + pads[axis] + pads[axis + 2] - (dilations[axis] * (kernel[axis] - 1) + 1)) / strides[axis]) +
    1;
  const [rows, columns] = [out(height, 0), out(width, 1)];
  const data: number[] = [];
  for (let image = 0; image < batch; image++) {
    for (let channel = 0; channel < channels; channel++) {
      for (let place = 0; place < rows * columns; place++) {
        const taps = Array.from({ length: kernel[0] * kernel[1] }, (_, at): Tap => {
          const row =
            Math.floor(place / columns) * strides[0] - pads[0] + Math.floor(at / kernel[1]) * dilations[0];
          const column = (place % columns) * strides[1] - pads[1] + (at % kernel[1]) * dilations[1];
          return { row, column, at, inside: row >= 0 && row < height && column >= 0 && column < width };
        });
        data.push(reduce(image, channel, taps));
      }
    }
  }
  return { shape: [batch, channels, rows, columns], data };
}

function pixel({ shape: [, channels, height, width], data }: Nchw, image: number, channel: number, tap: Tap) {
  return tap.inside ? data[((image * channels + channel) * height + tap.row) * width + tap.column] : 0;
}

/** @param weights [out, in a group, height, width] */
export function convolve(
  x: Nchw,
  weights: readonly number[],
  options: Window & { readonly out: number; readonly group?: number; readonly biases?: readonly number[] },
): Nchw {
  const { out, group = 1, biases, kernel } = options;
  const inGroup = x.shape[1] / group;
  return slide(x, out, options, (image, channel, taps) => {
    const first = Math.floor(channel / (out / group)) * inGroup;
    let sum = biases?.[channel] ?? 0;
    for (let c = 0; c < inGroup; c++) {
      for (const tap of taps) {
        sum +=
          pixel(x, image, first + c, tap) * weights[(channel * inGroup + c) * kernel[0] * kernel[1] + tap.at];
      }
    }
    return sum;
  });
}

export function maxPool(x: Nchw, window: Window): Nchw {
  return slide(x, x.shape[1], window, (image, channel, taps) =>
    Math.max(...taps.filter((tap) => tap.inside).map((tap) => pixel(x, image, channel, tap))),
  );
}

/** @param countPadding whether pixels of the padding count, as zeros */
export function averagePool(x: Nchw, window: Window, countPadding: boolean): Nchw {
  return slide(x, x.shape[1], window, (image, channel, taps) => {
    const sum = taps.reduce((total, tap) => total + pixel(x, image, channel, tap), 0);
    return sum / (countPadding ? taps.length : taps.filter((tap) => tap.inside).length);
  });
}

/** Each value with its channel. */
export function perValue(x: Nchw, to: (value: number, channel: number) => number): Nchw {
  const [, channels, height, width] = x.shape;
  return { ...x, data: x.data.map((value, i) => to(value, Math.floor(i / (height * width)) % channels)) };
}
