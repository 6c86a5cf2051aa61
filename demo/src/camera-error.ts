/** Why there is no photo from the camera; `message` is a sentence for the user. */
export class CameraError extends Error {
  override readonly name = 'CameraError';
}

/** What the browser's own errors mean. https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia */
const SENTENCES: Readonly<Record<string, string>> = {
  NotFoundError: 'No camera was found. Connect one, or choose a photo instead.',
  OverconstrainedError: 'No camera was found. Connect one, or choose a photo instead.',
  NotAllowedError:
    'The camera was not allowed. Allow it for this page in the browser’s settings, or choose a photo instead.',
  SecurityError: 'This browser’s settings keep pages from using the camera. Choose a photo instead.',
  NotReadableError: 'The camera is in use by another program. Close that program, then try again.',
  AbortError: 'The camera stopped. Try again, or choose a photo instead.',
};

/** The sentence for an error of `getUserMedia`. */
export function cameraError(cause: unknown): CameraError {
  const name = cause instanceof Error ? cause.name : '';
  return new CameraError(SENTENCES[name] ?? `The camera could not be started (${name}).`, { cause });
}

/** Browsers hide the camera altogether from pages that came over an unprotected connection. */
export function noCameraHere(): CameraError {
  return new CameraError(
    globalThis.isSecureContext
      ? 'This browser offers no camera to pages. Choose a photo instead.'
      : 'The camera works only on a secure page: open this one over https or on localhost.',
  );
}
