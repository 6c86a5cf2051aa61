import type { RemoteVision } from '../protocol';
import type { WorkerClient } from './worker-client';

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

  #grow(): void {
    const starting = this.#others.some((client) => !client.ready);
    if (starting || this.#others.length + 1 >= this.#most) return;
    const client = this.#make();
    this.#others.push(client);
    client.start(this.#closing.signal).catch(() => {
      // No memory for another, say: those that are there go on.
      this.#others.splice(this.#others.indexOf(client), 1);
      this.#most = this.#others.length + 1;
    });
  }
}

/** As many as the threads of each leave cores for; one where memory is short or unknown to be enough. */
export function defaultWorkers(threads: number): number {
  const { deviceMemory = 8 } = navigator as Navigator & { readonly deviceMemory?: number };
  return deviceMemory < 4 ? 1 : Math.max(1, Math.min(4, Math.floor(navigator.hardwareConcurrency / threads)));
}
