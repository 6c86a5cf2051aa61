import { CODES, type Derivation, FaceError, type RemoteDeriver, type Reply, toReply } from '../../protocol';
import { ownWorker } from '../../rpc/page';

/** The dearest derivation that is allowed takes 6 s on a desktop machine; without a limit, others would wait for one for ever. */
const LIMIT_MS = 90_000;

/** Workers of the page that derive the gallery's keys, each ended with its answer or without. */
export class PassphraseWorkers implements RemoteDeriver {
  readonly #script: URL;
  readonly #limitMs: number;
  /** How to end what is under way, by its name. */
  readonly #running = new Map<string, () => void>();

  constructor(script: URL, limitMs = LIMIT_MS) {
    this.#script = script;
    this.#limitMs = limitMs;
  }

  readonly derive = async (id: string, derivation: Derivation): Promise<Reply<Uint8Array<ArrayBuffer>>> => {
    const reply = await toReply(() => this.#answer(id, derivation));
    return reply.ok ? reply.value : reply;
  };

  readonly cancel = (id: string): void => {
    this.#running.get(id)?.();
  };

  /** Ends all of them. */
  close(): void {
    for (const end of this.#running.values()) end();
  }

  /** Rejects with FaceError 213 when the worker does not start, does not answer or is ended. */
  #answer(id: string, derivation: Derivation): Promise<Reply<Uint8Array<ArrayBuffer>>> {
    const worker = ownWorker(this.#script, 'passphrase');
    let timer: ReturnType<typeof setTimeout> | undefined;
    return new Promise<Reply<Uint8Array<ArrayBuffer>>>((resolve, reject) => {
      const fail = (why: string) =>
        reject(new FaceError(CODES.INTERNAL, `the passphrase’s key derivation ${why}`));
      this.#running.set(id, () => fail('was given up'));
      worker.onError((message) =>
        fail(`failed: ${message || `its script, ${this.#script.href}, did not arrive`}`),
      );
      worker.onUnreadable(() => fail('sent a message that could not be read'));
      timer = setTimeout(fail, this.#limitMs, `did not end within ${this.#limitMs / 1000} s`);
      worker.endpoint.addEventListener('message', (event) => resolve((event as MessageEvent).data));
      worker.endpoint.postMessage(derivation);
    }).finally(() => {
      clearTimeout(timer);
      this.#running.delete(id);
      worker.end();
    });
  }
}
