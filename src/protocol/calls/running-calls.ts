import { CODES, FaceError } from '../errors';

/** A worker's calls that may be given up, by the names that their page gave them. */
export class RunningCalls {
  readonly #running = new Map<string, AbortController>();

  /** Runs `work` with the signal that `cancel` aborts. */
  async run<T>(callId: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#running.set(callId, controller);
    try {
      return await work(controller.signal);
    } finally {
      this.#running.delete(callId);
    }
  }

  /** Nothing happens for a call that is through. */
  cancel(callId: string): void {
    this.#running
      .get(callId)
      ?.abort(new FaceError(CODES.INTERNAL, 'the call was given up', { kind: 'closed' }));
  }
}
