import type { ImageInput, LivenessCapture } from '../../api';
import { CODES, FaceError } from '../../protocol';

/** How long a session that passed may be used, ms. */
const USABLE_MS = 60_000;
/** Sessions that wait for their use; the oldest goes first. */
const MOST = 16;

interface Kept {
  readonly image: Blob;
  readonly untilMs: number;
}

/** The frames of sessions that passed. */
export class LivenessSessions {
  readonly #kept = new Map<string, Kept>();

  keep(image: Blob): LivenessCapture {
    const session_id = crypto.randomUUID();
    this.#kept.set(session_id, { image, untilMs: performance.now() + USABLE_MS });
    setTimeout(() => this.#kept.delete(session_id), USABLE_MS);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST) this.#kept.delete(oldest);
    return { session_id, image };
  }

  /** The frame that was kept of a session, once. Rejects with FaceError −1103 `liveness` for anything else. */
  take(given: ImageInput | LivenessCapture): Promise<Blob> {
    const { session_id = '' } = Object(given) as Partial<LivenessCapture>;
    const kept = this.#kept.get(session_id);
    this.#kept.delete(session_id);
    if (kept && performance.now() < kept.untilMs) return Promise.resolve(kept.image);
    const refused = Promise.reject<Blob>(
      new FaceError(
        CODES.UNUSABLE_FACE,
        'this is no capture of a session that passed, or it was used or is older than 60 s: check liveness again',
        { kind: 'liveness' },
      ),
    );
    refused.catch(() => undefined); // reported where it is awaited, after the checks that come first
    return refused;
  }
}
