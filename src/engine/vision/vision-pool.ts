import type { RemoteVision } from '../../protocol';
import type { WorkerClient } from '../../rpc/page';

type VisionClient = WorkerClient<RemoteVision>;

/** Calls at one worker from which on another is worth its start: a single verification never waits for one. */
const CROWD = 2;

/**
 * Vision workers on wasm: the first answers, the others are started beside it when calls pile up, and take calls once they can.
 * Each has runtimes and models of its own, so there are as many as cores and memory bear.
 */
export class VisionPool {
  readonly first: VisionClient;
  readonly #make: () => VisionClient;
  readonly #others: VisionClient[] = [];
  readonly #closing = new AbortController();
  #most: number;
  #starting = false;

  constructor(first: VisionClient, make: () => VisionClient, most: number) {
    this.first = first;
    this.#make = make;
    this.#most = most;
  }

  /** The worker that has the least to do. */
  pick(): VisionClient {
    const ready = [this.first, ...this.#others.filter((client) => client.ready)];
    const idlest = ready.reduce((best, client) => (client.load < best.load ? client : best));
    if (idlest.load >= CROWD) this.#grow();
    return idlest;
  }

  /** Ends the workers once what has begun is through. */
  retire(): void {
    this.#most = 1;
    for (const client of [this.first, ...this.#others]) void client.retire();
  }

  close(): void {
    this.#closing.abort();
    for (const client of [this.first, ...this.#others]) client.close();
  }

  /** Starts one more, or one that has rested or died meanwhile. */
  #grow(): void {
    if (this.#starting) return;
    const ended = this.#others.find((client) => !client.ready);
    if (ended === undefined && this.#others.length + 1 >= this.#most) return;
    const client = ended ?? this.#make();
    if (ended === undefined) this.#others.push(client);
    this.#starting = true;
    client
      .start(this.#closing.signal)
      .catch(() => {
        // No memory for another, say: those that are there go on.
        this.#others.splice(this.#others.indexOf(client), 1);
        this.#most = this.#others.length + 1;
      })
      .finally(() => {
        this.#starting = false;
      });
  }
}

/** As many as the threads of each leave cores for; one where the browser says that memory is short. */
export function defaultWorkers(threads: number): number {
  const { deviceMemory = 8 } = navigator as Navigator & { readonly deviceMemory?: number };
  return deviceMemory < 4 ? 1 : Math.max(1, Math.min(4, Math.floor(navigator.hardwareConcurrency / threads)));
}
