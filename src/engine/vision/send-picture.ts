import { transfer } from 'comlink';
import { CODES, FaceError, type PortableImage, type RemoteVision } from '../../protocol';
import type { RemoteCall, WorkerClient } from '../../rpc/page';

/** One of the vision worker's methods that take a picture. */
export type PictureCall<T> = RemoteCall<RemoteVision, T>;

/**
 * Sends a picture to the vision worker and waits for the answer; an abort is passed on to the worker.
 * Takes the picture over: a bitmap is transferred or, when the call never reaches the worker, closed.
 * Rejects with the worker's FaceError, with −1102 for pixels that may not be copied, or with the signal's reason.
 */
export async function sendPicture<T>(
  client: WorkerClient<RemoteVision>,
  picture: PortableImage,
  signal: AbortSignal,
  run: PictureCall<T>,
): Promise<T> {
  // Bitmaps move, everything else is copied.
  if (isBitmap(picture)) transfer(picture, [picture]);
  try {
    return await client.call(signal, run);
  } catch (error) {
    if (isCloneError(error)) {
      throw new FaceError(
        CODES.UNDECODABLE,
        'the picture comes from another origin that does not share its pixels',
        { kind: 'unreadable', cause: error },
      );
    }
    // It was sent and did not arrive: of what is sent, that is only said of what is no plain text.
    if (error instanceof FaceError && isCloneError(error.cause)) {
      throw new FaceError(CODES.UNDECODABLE, 'this browser cannot hand the picture over: give it as a Blob', {
        kind: 'unreadable',
        cause: error,
      });
    }
    throw error;
  } finally {
    if (isBitmap(picture)) picture.close();
  }
}

/** What the platform says of something that cannot cross to another thread. */
export function isCloneError(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'DataCloneError';
}

/** Whether an own worker may do what the shared one could not. */
export function failsForSharing(error: unknown): boolean {
  const kind = error instanceof FaceError ? error.data?.kind : undefined;
  return kind === 'megapixels' || kind === 'pixels';
}

function isBitmap(image: PortableImage): image is ImageBitmap {
  return typeof ImageBitmap !== 'undefined' && image instanceof ImageBitmap;
}
