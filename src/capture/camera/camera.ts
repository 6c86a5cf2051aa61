/** Why there is no picture from the camera. */
export type CameraTrouble =
  /** The page came over an unprotected connection: browsers hide the camera. */
  | 'insecure'
  /** The browser offers no camera to pages. */
  | 'unsupported'
  /** No camera is connected. */
  | 'none'
  /** The user, or the embedding page's policy, did not allow it. */
  | 'denied'
  /** Another program uses it. */
  | 'busy'
  /** It was disconnected, or stopped by the system. */
  | 'lost'
  /** It gives no frames: it is covered by a switch, muted, or the device sleeps. */
  | 'silent'
  | 'failed';

/** The camera could not be opened, or stopped. The element says it to the user in words. */
export class CameraError extends Error {
  override readonly name = 'CameraError';
  readonly trouble: CameraTrouble;

  constructor(trouble: CameraTrouble, cause?: unknown) {
    super(`no picture from the camera: ${trouble}`, { cause });
    this.trouble = trouble;
  }
}

/** What the browser's own errors mean. https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia */
const TROUBLES: Readonly<Record<string, CameraTrouble>> = {
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotReadableError: 'busy',
  AbortError: 'lost',
};

export type Facing = 'user' | 'environment';

/** Opens the camera. Rejects with CameraError, or with the signal's reason, after which no camera stays open. */
export async function openCamera(facing: Facing, signal: AbortSignal): Promise<MediaStream> {
  signal.throwIfAborted();
  if (navigator.mediaDevices === undefined)
    throw new CameraError(globalThis.isSecureContext ? 'unsupported' : 'insecure');
  // Enough for any face that fills a part of the frame; more only costs time.
  const video = { facingMode: facing, width: { ideal: 1280 }, height: { ideal: 960 } };
  const opening = navigator.mediaDevices.getUserMedia({ video });
  // Also when the browser's question is answered only after the user has given up.
  signal.addEventListener('abort', () => void opening.then(closeCamera, () => undefined));
  try {
    const stream = await Promise.race([opening, rejection(signal)]);
    signal.throwIfAborted();
    return stream;
  } catch (cause) {
    signal.throwIfAborted();
    const name = cause instanceof Error ? cause.name : '';
    throw new CameraError(TROUBLES[name] ?? 'failed', cause);
  }
}

/** Rejects when the camera stops by itself. */
export function cameraLost(stream: MediaStream): Promise<never> {
  return new Promise((_, reject) => {
    for (const track of stream.getVideoTracks()) {
      track.addEventListener('ended', () => reject(new CameraError('lost')));
    }
  });
}

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Rejects with the signal's reason. */
export function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
