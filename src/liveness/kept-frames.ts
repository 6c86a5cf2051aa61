import type { PortableImage } from '../protocol';
import { isClear, isPresent, type Observation } from './frames';

/** Pixels, and no address. */
export type Frame = Exclude<PortableImage, { readonly url: string }>;

interface Kept {
  readonly image: Frame;
  /** Lower is better. */
  readonly fault: number;
}

const JPEG_QUALITY = 0.95;

/** What of the looks the pair judges: first, middle, last. */
const JUDGED = 3;

/** Degrees that are as bad as a blur of the whole limit, 0.07. */
const POSE_FAULT = 0.07 / 20;

/** The best frame of each calm look. */
export class KeptFrames {
  readonly #looks = new Map<number, Kept>();

  /** Takes the frame over: keeps it where it is the best of that look, or closes it. */
  offer(seen: Observation, image: Frame, look: number | null): void {
    const fault = look === null ? undefined : faultOf(seen);
    const before = look === null ? undefined : this.#looks.get(look);
    if (look === null || fault === undefined || (before && before.fault <= fault)) close(image);
    else {
      if (before) close(before.image);
      this.#looks.set(look, { image, fault });
    }
  }

  /** The best of all as a file; null where there is none. */
  async best(): Promise<Blob | null> {
    const all = [...this.#looks.values()];
    if (all.length === 0) return null;
    const { image } = all.reduce((best, kept) => (kept.fault < best.fault ? kept : best));
    return image instanceof Blob ? image : encoded(image);
  }

  /** Makes copies of some, spread over the session. */
  some(): (() => Promise<Frame>)[] {
    const all = [...this.#looks.values()];
    const count = Math.min(JUDGED, all.length);
    return Array.from({ length: count }, (_, i) => {
      const { image } = all[count === 1 ? 0 : Math.round((i * (all.length - 1)) / (count - 1))];
      return async () => (image instanceof ImageBitmap ? createImageBitmap(image) : image);
    });
  }

  close(): void {
    for (const { image } of this.#looks.values()) close(image);
    this.#looks.clear();
  }
}

/** How far a frame is from a sharp one of a face that looks into the camera; undefined for one that is not to be kept. */
function faultOf(seen: Observation): number | undefined {
  if (!isPresent(seen) || !isClear(seen) || seen.template === null || seen.quality === null) return undefined;
  const { pose, mouth } = seen.mesh;
  return seen.quality.blur + POSE_FAULT * (Math.abs(pose.yaw) + Math.abs(pose.pitch) / 2) + mouth / 10;
}

function close(image: Frame): void {
  if (image instanceof ImageBitmap) image.close();
}

async function encoded(image: ImageBitmap | ImageData): Promise<Blob> {
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this page has no 2d canvas');
  if (image instanceof ImageBitmap) context.drawImage(image, 0, 0);
  else context.putImageData(image, 0, 0);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
}
