import { type Derivation, type RemoteDeriver, Slots } from '../../protocol';

/** One at a time: each takes up to 256 MiB. */
const slots = new Slots(1);

/** The page's, once it has offered one: a worker has one page. */
let deriver: RemoteDeriver | undefined;

export function deriveBy(offered: RemoteDeriver): void {
  deriver = offered;
}

/**
 * `argon2` in a worker that the page starts for it, which an abort ends in the middle, and after which its memory is free. The calling
 * thread goes on with other things. Not in a worker of a worker: Firefox 153 now and then never comes back from making one, once in some 20
 * times with four galleries open, and then the gallery is deaf.
 * Rejects with the signal's reason, or as `argon2` does.
 */
export async function argon2Apart(
  derivation: Derivation,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const release = await slots.take(signal);
  try {
    if (deriver === undefined) {
      // Node, and who uses the gallery without an engine.
      const { argon2 } = await import('../argon2');
      return await argon2(derivation);
    }
    return await derivedBy(deriver, derivation, signal);
  } finally {
    release();
  }
}

function derivedBy(
  { derive, cancel }: RemoteDeriver,
  derivation: Derivation,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const id = crypto.randomUUID();
  return new Promise((resolve, reject) => {
    const abort = () => {
      cancel(id);
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    derive(id, derivation)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
