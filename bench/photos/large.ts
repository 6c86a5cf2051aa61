import { mulberry32 } from '../../tools/random';
import type { Photo } from './photo';

/** 12 megapixels. */
const SIDE = 3464;
const QUALITY = 0.9;
const GRAIN_PX = 256;
/** Of the grain, which gives the file a camera's size: blown up alone, a photo decodes faster than a real one. */
const GRAIN_OPACITY = 0.08;

/** The photo as a 12-megapixel JPEG with a camera's grain. */
export async function enlarge({ blob, person }: Photo): Promise<Photo> {
  const small = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2d canvas');
  context.drawImage(small, 0, 0, SIDE, SIDE);
  small.close();
  context.globalAlpha = GRAIN_OPACITY;
  context.fillStyle = context.createPattern(grain(), 'repeat') ?? 'gray';
  context.fillRect(0, 0, SIDE, SIDE);
  return { blob: await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY }), person };
}

function grain(): OffscreenCanvas {
  const canvas = new OffscreenCanvas(GRAIN_PX, GRAIN_PX);
  const next = mulberry32(1);
  const values = Uint8ClampedArray.from({ length: GRAIN_PX * GRAIN_PX * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : next() * 256,
  );
  canvas.getContext('2d')?.putImageData(new ImageData(values, GRAIN_PX, GRAIN_PX), 0, 0);
  return canvas;
}
