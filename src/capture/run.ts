import type { Conductor } from './conductor';
import type { CaptureResult } from './session';
import { withResolvers } from './with-resolvers';

/** One capture, from the start to its result. */
export class Run {
  /** Whether the camera is being opened or is on. */
  filming = false;
  /** Of the first session with the attribute `liveness`; the next ones keep what the person chose. */
  conductor: Conductor | undefined;
  readonly #controller = new AbortController();
  readonly #promise = withResolvers<CaptureResult>();
  readonly #onEnd: () => void;

  /** `onEnd` hears first that it is over. */
  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
    this.result.catch(() => undefined); // reported by events as well
  }

  get result(): Promise<CaptureResult> {
    return this.#promise.promise;
  }

  /** Aborted when it is over. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** False when it had ended before. */
  settle(result: CaptureResult): boolean {
    const first = this.#end();
    this.#promise.resolve(result);
    return first;
  }

  fail(reason: unknown): void {
    this.#end();
    this.#promise.reject(reason);
  }

  #end(): boolean {
    if (this.signal.aborted) return false;
    this.#controller.abort(new DOMException('the capture is over', 'AbortError'));
    this.#onEnd();
    return true;
  }
}
