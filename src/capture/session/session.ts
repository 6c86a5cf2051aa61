import type { FaceLook, Hint, Look } from '../guidance';
import { Collector, stepsFor } from '../guidance';
import { lookAtFrames, toJpeg } from './frames';
import type { CapturedFrame, CaptureEngine } from './result';

export interface SessionOptions {
  readonly engine: CaptureEngine;
  /** Frames wanted, each in a pose of its own. */
  readonly shots: number;
  /** How long a pose is waited for, ms. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
  readonly onLook: (look: Look, hint: Hint) => void;
  /** A frame was taken: how many there are now. */
  readonly onTaken: (taken: number) => void;
}

/** The best frames of a playing video. Rejects with the engine's FaceError, or with the signal's reason. */
export async function collectFrames(
  video: HTMLVideoElement,
  options: SessionOptions,
): Promise<CapturedFrame[]> {
  const { engine, shots, patienceMs, signal, onLook, onTaken } = options;
  const collector = new Collector(stepsFor(shots), patienceMs);
  const frames: CapturedFrame[] = [];
  let kept: ImageBitmap | undefined;
  try {
    for await (const { bitmap, look } of lookAtFrames(video, engine, signal)) {
      const { hint, keep, taken } = collector.offer(look);
      onLook(look, hint);
      if (keep) {
        kept?.close();
        kept = bitmap;
      } else bitmap.close();
      if (taken && kept) {
        frames.push(await toFrame(kept, taken));
        onTaken(frames.length);
      }
      if (collector.done) break;
    }
    return frames;
  } finally {
    kept?.close();
  }
}

async function toFrame(bitmap: ImageBitmap, { face, quality }: FaceLook): Promise<CapturedFrame> {
  const { width, height } = bitmap;
  return { image: await toJpeg(bitmap), width, height, face, quality };
}
