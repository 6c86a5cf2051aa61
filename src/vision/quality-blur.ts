import type { Grey } from './quality-grid';

/** Standard deviation of the known blur, px: that of the filter 1 4 6 4 1. */
const KNOWN_PX = 1;
const LARGEST_PX = 16;

/**
 * Standard deviation of the Gaussian blur that a picture seems to have gone through, px. It is blurred once more
 * by a known amount: a sharp picture loses most of its gradients by that, a blurred one hardly any. In pictures of
 * the world the power of gradients is the same at all frequencies (Field 1987), so that blur of standard deviation
 * σ leaves energy in proportion to 1/σ², and a further one of σ₁ makes the ratio of the two (σ² + σ₁²)/σ².
 */
export function blurOf(picture: Grey): number {
  const own = gradientEnergy(picture);
  const again = gradientEnergy(blurred(picture));
  const ratio = own / again;
  return ratio > 1 ? Math.min(LARGEST_PX, KNOWN_PX / Math.sqrt(ratio - 1)) : LARGEST_PX;
}

/** Mean square of the differences of neighbours, two pixels from the border on, which the filter does not reach. */
function gradientEnergy({ data, width, height }: Grey): number {
  let sum = 0;
  for (let y = 2; y < height - 3; y++) {
    for (let x = 2; x < width - 3; x++) {
      const at = y * width + x;
      sum += (data[at + 1] - data[at]) ** 2 + (data[at + width] - data[at]) ** 2;
    }
  }
  return sum / ((width - 5) * (height - 5));
}

/** The filter 1 4 6 4 1 along rows, then along columns; what is nearer to the border than its reach is not blurred. */
function blurred({ data, width, height }: Grey): Grey {
  const rows = along(data, 1, width, { x: 2, y: 0, right: width - 2, bottom: height });
  const inner = { x: 2, y: 2, right: width - 2, bottom: height - 2 };
  return { data: along(rows, width, width, inner), width, height };
}

interface Part {
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly bottom: number;
}

function along(data: Float32Array, step: number, width: number, part: Part): Float32Array {
  const out = data.slice();
  for (let y = part.y; y < part.bottom; y++) {
    for (let x = part.x; x < part.right; x++) {
      const at = y * width + x;
      out[at] =
        (data[at - 2 * step] + data[at + 2 * step] + 4 * (data[at - step] + data[at + step]) + 6 * data[at]) /
        16;
    }
  }
  return out;
}
