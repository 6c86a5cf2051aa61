import type { Light } from '../acting';

/** A picture in linear light, that sheets can wear. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of each pixel, 0…1. */
  readonly light: Float32Array;
  /** 0 where the picture has a hole, 1 where nothing behind it is seen. */
  readonly solid: Float32Array;
}

/** A frame that is being drawn: light that a camera will take up. */
export interface Target extends Picture {
  /** Of what each pixel shows. */
  readonly depth: Float32Array;
}

/** Of displays and cameras. */
const GAMMA = 2.2;
const STEPS = 4096;
const TO_LIGHT = Float32Array.from({ length: 256 }, (_, byte) => (byte / 255) ** GAMMA);
/** Of light, 0…1 in steps: a byte, not rounded. */
const TO_BYTE = Float32Array.from({ length: STEPS + 1 }, (_, step) => 255 * (step / STEPS) ** (1 / GAMMA));

export function pictureOf(canvas: OffscreenCanvas): Picture {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2d canvas');
  const { width, height } = canvas;
  const { data } = context.getImageData(0, 0, width, height);
  const light = new Float32Array(3 * width * height);
  const solid = new Float32Array(width * height);
  for (let i = 0; i < solid.length; i++) {
    for (let channel = 0; channel < 3; channel++) light[3 * i + channel] = TO_LIGHT[data[4 * i + channel]];
    solid[i] = data[4 * i + 3] / 255;
  }
  return { width, height, light, solid };
}

export function targetOf(width: number, height: number): Target {
  const count = width * height;
  return {
    width,
    height,
    light: new Float32Array(3 * count),
    solid: new Float32Array(count).fill(1),
    depth: new Float32Array(count),
  };
}

/** How a camera takes what it sees. */
export interface Exposure {
  readonly gain: Light;
  /** Standard deviation, 0…1 of a pixel's range. */
  readonly noise: number;
  /** Share of a pixel that its four neighbours give. */
  readonly soft: number;
  /** Where the noise begins, 0…1. */
  readonly grain: number;
}

/** Noise is drawn once and begins somewhere else in each frame: 2¹⁶ numbers of mean 0 and deviation 1. */
const GRAIN = 1 << 16;

export function grainOf(random: () => number): Float32Array {
  return Float32Array.from({ length: GRAIN }, () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += random();
    return sum;
  });
}

/** What a camera makes of a target: softness, exposure, white balance, noise, and the curve of its pixels. */
export function develop(from: Target, exposure: Exposure, grain: Float32Array): ImageData {
  const { width, height, light } = from;
  const { gain, noise, soft } = exposure;
  const picture = new ImageData(width, height);
  const { data } = picture;
  const start = Math.floor(exposure.grain * GRAIN);
  const [row, own, others] = [3 * width, 1 - soft, soft / 4];
  for (let y = 0; y < height; y++) {
    const [above, below] = [y > 0 ? -row : 0, y < height - 1 ? row : 0];
    for (let x = 0; x < width; x++) {
      const [left, right] = [x > 0 ? -3 : 0, x < width - 1 ? 3 : 0];
      const i = y * width + x;
      for (let channel = 0; channel < 3; channel++) {
        const at = 3 * i + channel;
        const seen =
          own * light[at] +
          others * (light[at + above] + light[at + below] + light[at + left] + light[at + right]);
        const step = Math.min(STEPS, Math.max(0, seen * gain[channel] * STEPS));
        // 7919 is prime: no row repeats the noise of another.
        const drawn = grain[(start + at * 7919) & (GRAIN - 1)];
        data[4 * i + channel] = TO_BYTE[step | 0] + 255 * noise * drawn;
      }
      data[4 * i + 3] = 255;
    }
  }
  return picture;
}

/** A developed picture as something that a screen shows. */
export function shownOf({ width, height, data }: ImageData): Picture {
  const light = new Float32Array(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    for (let channel = 0; channel < 3; channel++) light[3 * i + channel] = TO_LIGHT[data[4 * i + channel]];
  }
  return { width, height, light, solid: new Float32Array(width * height).fill(1) };
}
