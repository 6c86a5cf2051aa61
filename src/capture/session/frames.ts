import type { LivenessFrame } from '../../api';
import { CODES, FaceError } from '../../protocol';
import type { Look } from '../guidance';
import type { CaptureEngine } from './result';

/** At most this often is a frame looked at, ms: guidance need not be faster, and phones get warm. */
const BETWEEN_LOOKS_MS = 80;
/** Where the browser cannot say when a new frame is there. */
const FRAME_MS = 50;
const JPEG_QUALITY = 0.95;

/** A frame and what it shows; whoever gets it closes it. */
export interface SeenFrame {
  readonly bitmap: ImageBitmap;
  readonly look: Look;
}

/** The frames of a playing video, each looked at before the next one is taken. Ends by the signal's reason. */
export async function* lookAtFrames(
  video: HTMLVideoElement,
  engine: CaptureEngine,
  signal: AbortSignal,
): AsyncGenerator<SeenFrame, never> {
  for (;;) {
    const at = await nextFrame(video, signal);
    const bitmap = await createImageBitmap(video);
    const look = await lookAt(bitmap, at, engine, signal);
    if (signal.aborted) {
      bitmap.close();
      throw signal.reason;
    }
    yield { bitmap, look };
    await pause(Math.max(0, BETWEEN_LOOKS_MS - (performance.now() - at)), signal);
  }
}

/** The frames of a playing video for whoever looks at each before it asks for the next. Ends by the signal's reason. */
export async function* framesOf(
  video: HTMLVideoElement,
  signal: AbortSignal,
): AsyncGenerator<LivenessFrame, never> {
  for (;;) {
    const timeMs = await nextFrame(video, signal);
    const image = await createImageBitmap(video);
    try {
      yield { image, timeMs };
    } finally {
      image.close();
    }
  }
}

async function lookAt(
  bitmap: ImageBitmap,
  at: number,
  engine: CaptureEngine,
  signal: AbortSignal,
): Promise<Look> {
  const frame = { width: bitmap.width, height: bitmap.height };
  try {
    const { detail } = await engine.detect(bitmap, { quick: true, detail: true, signal });
    return { at, frame, faces: detail.faces };
  } catch (error) {
    // No face, or too much else to do for the engine to look: the next frame may fare better.
    if (error instanceof FaceError && (error.code === CODES.NO_FACE || error.data?.kind === 'busy')) {
      return { at, frame, faces: [] };
    }
    bitmap.close();
    throw error;
  }
}

/** As the camera saw it. */
export async function toJpeg(bitmap: ImageBitmap): Promise<Blob> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY),
  );
  if (blob === null)
    throw new FaceError(CODES.INTERNAL, 'the frame could not be encoded', { kind: 'unexpected' });
  return blob;
}

/** When the next frame is shown, ms; a hidden page has none. */
function nextFrame(video: HTMLVideoElement, signal: AbortSignal): Promise<number> {
  if (!('requestVideoFrameCallback' in video)) return pause(FRAME_MS, signal).then(() => performance.now());
  return wait(signal, (done) => {
    const handle = video.requestVideoFrameCallback(done);
    return () => video.cancelVideoFrameCallback(handle);
  });
}

function pause(ms: number, signal: AbortSignal): Promise<number> {
  return wait(signal, (done) => {
    const timer = setTimeout(() => done(ms), ms);
    return () => clearTimeout(timer);
  });
}

/** Settles as `start` says, or with the signal's reason, when `start`'s answer is called to stop what was started. */
function wait<T>(signal: AbortSignal, start: (done: (value: T) => void) => () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = start((value) => {
      signal.removeEventListener('abort', giveUp);
      resolve(value);
    });
    const giveUp = () => {
      stop();
      reject(signal.reason);
    };
    signal.addEventListener('abort', giveUp);
  });
}
