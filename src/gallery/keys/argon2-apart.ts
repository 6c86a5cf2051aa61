import { FaceError, fromReply, type Reply, Turns } from '../../protocol';
import type { Derivation } from './argon2';

/** One at a time: each takes up to 256 MiB. */
const turns = new Turns(1);

/**
 * `argon2` in a worker of its own, which an abort ends in the middle, and after which its memory is free. The calling thread
 * goes on with other things. Rejects with the signal's reason, or as `argon2` does.
 */
export async function argon2Apart(
  derivation: Derivation,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof Worker === 'undefined') {
    // Node, and browsers without workers in workers.
    const { argon2 } = await import('./argon2');
    return argon2(derivation);
  }
  const release = await turns.take(signal);
  const worker = new Worker(new URL('../../../workers/passphrase.worker.ts', import.meta.url), {
    type: 'module',
  });
  try {
    return fromReply(await answerOf(worker, derivation, signal));
  } finally {
    worker.terminate();
    release();
  }
}

function answerOf(
  worker: Worker,
  derivation: Derivation,
  signal: AbortSignal,
): Promise<Reply<Uint8Array<ArrayBuffer>>> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    const settled = <T>(settle: (value: T) => void) => {
      return (value: T) => {
        signal.removeEventListener('abort', abort);
        settle(value);
      };
    };
    worker.onmessage = settled(({ data }: MessageEvent) => resolve(data));
    worker.onerror = settled((event: ErrorEvent) => {
      event.preventDefault();
      const why = event.message || 'are all files of mien’s assets served?';
      reject(new FaceError(213, `the passphrase’s key derivation did not start: ${why}`));
    });
    worker.postMessage(derivation);
  });
}
