import type { Remote } from 'comlink';
import type { PortableImage, RemoteVision, SecondTemplate } from '../../protocol';
import { orAborted, type WorkerClient } from '../../rpc/page';
import type { PictureCall } from './send-picture';

/** A network that has not arrived by then is not waited for: the first one's answer is one, too. */
const LOAD_LIMIT_MS = 10_000;

/** What the second network made of some faces, null where it made nothing of one; or why it could not be asked. */
export type SecondAnswer =
  | { readonly templates: readonly (SecondTemplate | null)[] }
  | { readonly missing: string };

/** One of the vision worker's methods that may keep what it finds. */
export type KeepingCall<T> = (
  api: Remote<RemoteVision>,
  callId: string,
  picture: PortableImage,
  keep: boolean,
) => Promise<T>;

/** What was found, and its faces as they are kept, for the caller to release; null where there is no second network to ask. */
export interface Kept<T> {
  readonly found: T;
  readonly kept: KeptFaces | null;
}

/** Sends a picture, once or again, and holds on to the worker that has its faces. `wanted`: whether there is somebody to ask. */
export async function keepFaces<T>(
  send: (call: PictureCall<T>) => Promise<T>,
  wanted: () => boolean,
  run: KeepingCall<T>,
): Promise<Kept<T>> {
  const sent: KeptFaces[] = [];
  try {
    const found = await send((api, callId, picture, client) => {
      const keep = wanted();
      if (keep) sent.push(new KeptFaces(client, callId));
      return run(api, callId, picture, keep);
    });
    const kept = sent.pop() ?? null;
    for (const failed of sent) failed.release();
    return { found, kept };
  } catch (error) {
    for (const failed of sent) failed.release();
    throw error;
  }
}

/** The faces of one picture, which a vision worker keeps for the second network until they are released. */
export class KeptFaces {
  readonly #client: WorkerClient<RemoteVision>;
  readonly #call: string;
  /** Keeps the worker from being ended by who takes over from it. */
  readonly #unhold: () => void;

  /** `call`: under which the worker keeps them. */
  constructor(client: WorkerClient<RemoteVision>, call: string) {
    this.#client = client;
    this.#call = call;
    this.#unhold = client.hold();
  }

  /** `faces`: as counted by the extractions. Rejects with the signal's reason only. */
  async second(faces: readonly number[], signal: AbortSignal): Promise<SecondAnswer> {
    const callId = crypto.randomUUID();
    // Another would have to be started, and has not seen them.
    if (!this.#client.ready) return { missing: 'the worker that saw the face has ended' };
    try {
      // Not under the call's own limit: it ends a worker that hangs, and this one only waits for the network.
      const loaded = this.#client.aside(AbortSignal.timeout(LOAD_LIMIT_MS), (api) => api.prepareSecond());
      await orAborted(loaded, signal);
      const templates = await this.#client.call(
        signal,
        (api) => api.second(callId, this.#call, faces),
        (api) => api.cancel(callId),
      );
      return { templates };
    } catch (error) {
      signal.throwIfAborted();
      return { missing: error instanceof Error ? error.message : String(error) };
    }
  }

  release(): void {
    this.#unhold();
    if (!this.#client.ready) return;
    const forget = this.#client.aside(AbortSignal.timeout(LOAD_LIMIT_MS), (api) => api.release(this.#call));
    // A worker that is gone keeps nothing.
    forget.catch(() => undefined);
  }
}
