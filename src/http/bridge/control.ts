import { TRUSTED_TYPES_ADVICE, trustedScript, wantsTrustedTypes } from '../../assets';
import { CODES, FaceError } from '../../protocol';
import { GREETING, optIn, restoreOptIn } from '../shared';
import type { Gate } from './gate';

/** Brings this page under a service worker that has the bridge, and is open as long as that one controls the page. */
export class Control implements Gate {
  readonly #script: string | URL | undefined;
  readonly #limitMs: number;
  /** Has answered the greeting. Any other, a later version say, must do so first. */
  #confirmed: ServiceWorker | undefined;
  #opening: Promise<void> | undefined;
  /** The host's call opts in; when the gate opens again later, another page may have opted out in the meantime. */
  #storeOptIn = optIn;

  constructor(script: string | URL | undefined, limitMs: number) {
    this.#script = script;
    this.#limitMs = limitMs;
  }

  isOpen(): boolean {
    const controller = navigator.serviceWorker?.controller;
    return controller !== null && controller !== undefined && controller === this.#confirmed;
  }

  /** Rejects with FaceError 213 when the page is not controlled in time; the next call tries again. */
  opened(): Promise<void> {
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #open(): Promise<void> {
    const container = navigator.serviceWorker;
    if (!container)
      throw new FaceError(CODES.INTERNAL, 'this page has no service workers: it needs https or localhost', {
        kind: 'unsupported',
      });
    await this.#storeOptIn().catch(
      refuse('the browser stores nothing for this page, where the opt-in must be kept'),
    );
    this.#storeOptIn = restoreOptIn;
    const script = this.#script;
    if (script !== undefined) {
      await container.register(trustedScript(String(script))).catch((cause: unknown) => {
        const why = `${script} could not become this page’s service worker`;
        throw new FaceError(CODES.INTERNAL, wantsTrustedTypes(cause) ? TRUSTED_TYPES_ADVICE : why, {
          kind: wantsTrustedTypes(cause) ? 'policy' : 'no_bridge',
          cause,
        });
      });
    }
    await this.#gain(container);
  }

  /** The worker claims the page when it is greeted; greeting and change of control may come in any order. */
  async #gain(container: ServiceWorkerContainer): Promise<void> {
    const over = new AbortController();
    const limit = AbortSignal.timeout(this.#limitMs);
    await new Promise<void>((resolve, reject) => {
      const advance = () =>
        this.#greet(container).then(() => {
          if (this.isOpen()) resolve();
        }, reject);
      container.addEventListener('controllerchange', advance, over);
      limit.addEventListener('abort', () => reject(this.#tooLate(container)), over);
      void advance();
    }).finally(() => over.abort());
  }

  async #greet(container: ServiceWorkerContainer): Promise<void> {
    const worker = container.controller ?? (await container.ready).active;
    const { port1, port2 } = new MessageChannel();
    const answered = new Promise((resolve) => {
      port1.onmessage = resolve;
    });
    worker?.postMessage(GREETING, [port2]);
    await answered;
    port1.close();
    this.#confirmed = worker ?? undefined;
  }

  #tooLate({ controller }: ServiceWorkerContainer): FaceError {
    const seconds = this.#limitMs / 1000;
    return new FaceError(
      CODES.INTERNAL,
      controller
        ? `${controller.scriptURL} controls this page but has no bridge, or is an older version: close all its tabs`
        : `no service worker with the bridge took this page over in ${seconds} s: does its scope cover the page?`,
      { kind: 'no_bridge' },
    );
  }
}

function refuse(detail: string): (cause: unknown) => never {
  return (cause) => {
    throw new FaceError(CODES.INTERNAL, detail, { kind: 'unsupported', cause });
  };
}
