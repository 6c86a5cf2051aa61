import { argon2id } from 'hash-wasm';
import { FaceError } from '../../protocol';

/** Cost of deriving a key from a passphrase with Argon2id (RFC 9106). */
export interface KdfParameters {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** RFC 9106's second recommendation but for its four lanes, which one thread would compute one after another anyway. */
export const DEFAULT_KDF: KdfParameters = { memoryKiB: 65_536, passes: 3, lanes: 1 };

/** OWASP's password storage cheat sheet asks for no less than 19 MiB and two passes. */
const LEAST: KdfParameters = { memoryKiB: 19_456, passes: 2, lanes: 1 };
/** Beyond, a file could keep a phone busy for minutes, or out of memory. */
const MOST: KdfParameters = { memoryKiB: 1_048_576, passes: 16, lanes: 4 };

/** What a file or database says its cost is; FaceError −1313 for what is too weak to be safe or too much to be meant. */
export function checkKdf(parameters: unknown): KdfParameters {
  const found = (typeof parameters === 'object' && parameters !== null ? parameters : {}) as Record<
    string,
    unknown
  >;
  const take = (name: keyof KdfParameters): number => {
    const value = found[name];
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      throw new FaceError(-1313, `the cost of the passphrase’s key derivation has no ${name}`);
    }
    if (value < LEAST[name] || value > MOST[name]) {
      throw new FaceError(
        -1313,
        `the cost of the passphrase’s key derivation is out of bounds: ${name} ${value}, not ${LEAST[name]} to ${MOST[name]}`,
      );
    }
    return value;
  };
  return { memoryKiB: take('memoryKiB'), passes: take('passes'), lanes: take('lanes') };
}

/** FaceError −1301 for an empty passphrase, −1313 for what is no text. */
export function checkPassphrase(passphrase: unknown): asserts passphrase is string {
  if (passphrase === undefined || passphrase === '') throw new FaceError(-1301, 'the passphrase is empty');
  if (typeof passphrase !== 'string') throw new FaceError(-1313, 'the passphrase must be a string');
}

/**
 * 32 bytes of key from a passphrase, which is taken in Unicode's form NFC, so that it is the same from every keyboard.
 * As `checkPassphrase`.
 */
export async function derivePassphraseKey(
  passphrase: string,
  { memoryKiB, passes, lanes }: KdfParameters,
  salt: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  checkPassphrase(passphrase);
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
}
