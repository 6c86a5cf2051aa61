import type { RemoteVision, SecondTemplate } from '../../protocol';
import { orAborted, type WorkerClient } from '../../rpc/page';

/** A network that has not arrived by then is not waited for: the first one's answer is one, too. */
const LOAD_LIMIT_MS = 10_000;

/** Loads that are under way: who comes later waits no longer than who began one, so that a stalled one costs its limit once. */
const loads = new WeakMap<WorkerClient<RemoteVision>, Promise<unknown>>();

/** The worker has its second network. Rejects at the limit, and with what went wrong; the next after a failure tries again. */
function secondLoaded(client: WorkerClient<RemoteVision>): Promise<unknown> {
  const begun = loads.get(client);
  if (begun) return begun;
  // Not under a call's own limit: that ends a worker that hangs, and this only waits for the network.
  const load = client.aside(new AbortController().signal, (api) => api.prepareSecond());
  const waited = orAborted(load, AbortSignal.timeout(LOAD_LIMIT_MS));
  loads.set(client, waited);
  const settled = () => loads.delete(client);
  load.then(settled, settled);
  // Whoever began it may have been aborted since.
  waited.catch(() => undefined);
  return waited;
}

/** What the second network made of some faces, null where it made nothing of one; or why it could not be asked. */
export type SecondAnswer =
  | { readonly templates: readonly (SecondTemplate | null)[] }
  | { readonly missing: string };

/** What was found, and its faces as they are kept, for the caller to release; null where there is no second network to ask. */
export interface Kept<T> {
  readonly found: T;
  readonly kept: KeptFaces | null;
}

/** Which workers keep the faces of a picture, that is sent once or again. */
export class Keeping {
  readonly #sent: KeptFaces[] = [];

  /** Whether the worker is to keep what it finds under the call's name: as it is `wanted`. */
  begin(wanted: boolean, client: WorkerClient<RemoteVision>, callId: string): boolean {
    if (wanted) this.#sent.push(new KeptFaces(client, callId));
    return wanted;
  }

  /** Of the worker that has answered, the last. */
  take(): KeptFaces | null {
    return this.#sent.pop() ?? null;
  }

  /** All that was not taken. */
  release(): void {
    for (const each of this.#sent.splice(0)) each.release();
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
    // Another would have to be started, and has not seen them.
    if (!this.#client.ready) return { missing: 'the worker that saw the face has ended' };
    try {
      await orAborted(secondLoaded(this.#client), signal);
      const templates = await this.#client.call(signal, (api, callId) =>
        api.second(callId, this.#call, faces),
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

/** The face cannot be aligned for the second network, or was kept no longer. */
const NO_TEMPLATE = 'the second network made no template of the face';

/** The template of one kept face, or in words why there is none. Rejects with the signal's reason only. */
export async function secondOf(
  kept: KeptFaces | null,
  face: number,
  signal: AbortSignal,
): Promise<SecondTemplate | string> {
  if (kept === null) return 'there is no second network to ask';
  const answer = await kept.second([face], signal);
  return 'missing' in answer ? answer.missing : (answer.templates[0] ?? NO_TEMPLATE);
}

/** Once they are there, if they ever are: nobody asks about them any more. */
export function releaseKept(seen: Promise<Kept<unknown>>): void {
  seen.then(
    ({ kept }) => kept?.release(),
    () => undefined,
  );
}
