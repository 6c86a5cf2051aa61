import { argon2id } from 'hash-wasm';
import { CODES, type Derivation, FaceError, isOutOfMemory, outOfMemory } from '../../protocol';

/**
 * 32 bytes of key by Argon2id. The passphrase is taken in Unicode's form NFC, so that it is the same from every keyboard. The
 * thread does nothing else meanwhile. FaceError 213 `out_of_memory` where the memory is not to be had.
 */
export async function argon2({ passphrase, kdf, salt }: Derivation): Promise<Uint8Array<ArrayBuffer>> {
  const { memoryKiB, passes, lanes } = kdf;
  try {
    const key = await argon2id({
      password: passphrase.normalize('NFC'),
      salt,
      memorySize: memoryKiB,
      iterations: passes,
      parallelism: lanes,
      hashLength: 32,
      outputType: 'binary',
    });
    return new Uint8Array(key);
  } catch (cause) {
    if (isOutOfMemory(cause)) throw outOfMemory('the passphrase’s key derivation', memoryKiB * 1024, cause);
    throw new FaceError(CODES.INTERNAL, 'the passphrase’s key derivation failed', {
      kind: 'unexpected',
      cause,
    });
  }
}
