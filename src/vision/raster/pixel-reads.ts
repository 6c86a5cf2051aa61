import type { Pixels } from '../../pixels';
import { CODES, FaceError, type PixelReads } from '../../protocol';

/** Edge of the picture that is read to see whether reads are true, px: noise that changes a hundredth of it shows. */
const KNOWN_PX = 32;

let chosen: PixelReads = 'canvas';

/** How this worker gets at a picture's pixels. */
export function pixelReads(): PixelReads {
  return chosen;
}

/**
 * Reads a picture whose pixels are known: against fingerprinting, browsers change what a page reads of a canvas, by a few low bits or
 * altogether, and a face in it would be another one, or none. Frames of WebCodecs are read as they are, where there are any.
 * Throws FaceError 213 with `kind: 'pixels'` where no read is true.
 */
export async function choosePixelReads(ways: readonly Way[] = WAYS): Promise<PixelReads> {
  const known = knownPicture();
  const bitmap = await createImageBitmap(known);
  try {
    for (const [name, read] of ways) {
      const pixels = await read(bitmap).catch(() => undefined);
      if (pixels?.data.every((value, i) => value === known.data[i])) {
        chosen = name;
        return name;
      }
    }
  } finally {
    bitmap.close();
  }
  throw new FaceError(
    CODES.INTERNAL,
    'this browser gives pages other pixels than a picture’s, against fingerprinting (privacy.resistFingerprinting in Firefox, Tor and Mullvad, ' +
      'shields in Brave): allow this site to read canvas data, or turn that protection off for it',
    { kind: 'pixels' },
  );
}

type Way = readonly [name: PixelReads, read: (bitmap: ImageBitmap) => Promise<Pixels>];

const WAYS: readonly Way[] = [
  ['canvas', async (bitmap) => readCanvas(bitmap)],
  ['frames', readFrame],
];

/** Every channel takes many values, and no two neighbours are alike. */
function knownPicture(): ImageData {
  const picture = new ImageData(KNOWN_PX, KNOWN_PX);
  picture.data.forEach((_, i) => {
    picture.data[i] = i % 4 === 3 ? 255 : (i * 7919) % 251;
  });
  return picture;
}

function readCanvas(bitmap: ImageBitmap): Pixels {
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', {
    willReadFrequently: true,
  });
  if (context === null) throw new Error('this worker has no 2d canvas');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

/** All pixels of a picture over a frame of WebCodecs, RGBA. */
export async function readFrame(bitmap: ImageBitmap): Promise<Pixels> {
  const frame = new VideoFrame(bitmap, { timestamp: 0 });
  try {
    const options = { format: 'RGBA' } as const;
    const data = new Uint8ClampedArray(frame.allocationSize(options));
    await frame.copyTo(data, options);
    return { data, width: bitmap.width, height: bitmap.height };
  } finally {
    frame.close();
  }
}
