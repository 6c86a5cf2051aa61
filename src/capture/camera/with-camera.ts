import { CameraError, cameraLost, closeCamera, type Facing, openCamera, rejection } from './camera';
import { type SilenceChange, watchSilence } from './silence';

export interface CameraUse {
  readonly facing: Facing;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** The camera is open, and shows no picture yet. */
  readonly onOpen: () => void;
  /** Frames stay away, or are back. */
  readonly onSilence: (change: Exclude<SilenceChange, 'over'>) => void;
  /** Takes back what was changed about the camera, before it closes. */
  readonly release?: () => Promise<void>;
}

/**
 * Works with the camera's picture in a video, and closes it, however that ends. Rejects with CameraError, also where the camera stops or
 * sends no frames for too long, or with the signal's reason.
 */
export async function withCamera<T>(
  video: HTMLVideoElement,
  { facing, signal, onOpen, onSilence, release }: CameraUse,
  work: (stream: MediaStream) => Promise<T>,
): Promise<T> {
  const stream = await openCamera(facing, signal);
  let stop = () => {};
  const silence = new Promise<never>((_, reject) => {
    stop = watchSilence(video, stream, (change) => {
      if (change === 'over') reject(new CameraError('silent'));
      else onSilence(change);
    });
  });
  const ends = Promise.race([cameraLost(stream), silence, rejection(signal)]);
  ends.catch(() => undefined); // also where nobody waits for it any more
  try {
    video.srcObject = stream;
    onOpen();
    await Promise.race([video.play(), ends]);
    return await Promise.race([work(stream), ends]);
  } finally {
    stop();
    if (release) await release();
    closeCamera(stream);
    // Unless another camera has taken its place meanwhile.
    if (video.srcObject === stream) video.srcObject = null;
  }
}
