import {
  CODES,
  type Derivation,
  FaceError,
  type PassphraseService,
  type RemoteDeriver,
} from '../../protocol';
import { connect, ownWorker } from '../../rpc/page';

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

  /** Rejects with FaceError 213 when the worker does not start, does not answer or is ended. */
  readonly derive = async (id: string, derivation: Derivation): Promise<Uint8Array<ArrayBuffer>> => {
    const worker = ownWorker(this.#script, 'passphrase');
    const service = connect<PassphraseService>(worker);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fails = new Promise<never>((_, reject) => {
      const fail = (why: string, kind: 'worker_lost' | 'timeout' | 'closed' = 'worker_lost') =>
        reject(new FaceError(CODES.INTERNAL, `the passphrase’s key derivation ${why}`, { kind }));
      this.#running.set(id, () => fail('was given up', 'closed'));
      worker.onError((message) =>
        fail(`failed: ${message || `its script, ${this.#script.href}, did not arrive`}`),
      );
      worker.onUnreadable(() => fail('sent a message that could not be read'));
      timer = setTimeout(fail, this.#limitMs, `did not end within ${this.#limitMs / 1000} s`, 'timeout');
    });
    try {
      return await Promise.race([service.argon2(derivation), fails]);
    } finally {
      clearTimeout(timer);
      this.#running.delete(id);
      worker.end();
    }
  };

  readonly cancel = (id: string): void => {
    this.#running.get(id)?.();
  };

  /** Ends all of them. */
  close(): void {
    for (const end of this.#running.values()) end();
  }
}
