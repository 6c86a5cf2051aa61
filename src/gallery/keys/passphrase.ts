import { CODES, FaceError, type KdfParameters } from '../../protocol';
import { argon2Apart } from './argon2-apart';

/** RFC 9106's second recommendation but for its four lanes, which one thread would compute one after another anyway. */
export const DEFAULT_KDF: KdfParameters = { memoryKiB: 65_536, passes: 3, lanes: 1 };

/** OWASP's password storage cheat sheet asks for no less than 19 MiB and two passes. */
const LEAST: KdfParameters = { memoryKiB: 19_456, passes: 2, lanes: 1 };
/** Beyond, a file could keep a phone busy for minutes, or take its memory. */
const MOST: KdfParameters = { memoryKiB: 262_144, passes: 8, lanes: 1 };
const NEVER = new AbortController().signal;

/** What a file or database says its cost is; FaceError −1313 for what is too weak to be safe or too much to be meant. */
export function checkKdf(parameters: unknown): KdfParameters {
  const found = (typeof parameters === 'object' && parameters !== null ? parameters : {}) as Record<
    string,
    unknown
  >;
  const take = (name: keyof KdfParameters): number => {
    const value = found[name];
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      throw new FaceError(
        CODES.PARAMETER_INVALID,
        `the cost of the passphrase’s key derivation has no ${name}`,
        { kind: 'archive' },
      );
    }
    if (value < LEAST[name] || value > MOST[name]) {
      throw new FaceError(
        CODES.PARAMETER_INVALID,
        `the cost of the passphrase’s key derivation is out of bounds: ${name} ${value}, not ${LEAST[name]} to ${MOST[name]}`,
        { kind: 'archive' },
      );
    }
    return value;
  };
  return { memoryKiB: take('memoryKiB'), passes: take('passes'), lanes: take('lanes') };
}

/** FaceError −1301 for an empty passphrase, −1313 for what is no text. */
export function checkPassphrase(passphrase: unknown): asserts passphrase is string {
  if (passphrase === undefined || passphrase === '')
    throw new FaceError(CODES.PARAMETER_EMPTY, 'the passphrase is empty');
  if (typeof passphrase !== 'string')
    throw new FaceError(CODES.PARAMETER_INVALID, 'the passphrase must be a string', { kind: 'passphrase' });
}

/** Of a new passphrase, unless the host asks for fewer or more. NIST SP 800-63B, 5.1.1.2, asks for no less. */
const LEAST_CHARACTERS = 8;

/**
 * For a passphrase that something is to be locked with from now on, which `checkPassphrase` is not enough for: −1313 for less than
 * `least` characters (code points in Unicode's form NFC), `data.kind` "short_passphrase". What is locked already opens with any.
 */
export function checkNewPassphrase(passphrase: unknown, least = LEAST_CHARACTERS): void {
  checkPassphrase(passphrase);
  const { length } = [...passphrase.normalize('NFC')];
  if (length >= least) return;
  const detail = `the passphrase has ${length} characters: choose one of at least ${least}`;
  throw new FaceError(CODES.PARAMETER_INVALID, detail, { kind: 'short_passphrase' });
}

/**
 * 32 bytes of key from a passphrase, while this thread goes on. As `checkPassphrase`; the signal's reason when it is aborted,
 * which ends the work.
 */
export async function derivePassphraseKey(
  passphrase: string,
  kdf: KdfParameters,
  salt: Uint8Array,
  signal: AbortSignal = NEVER,
): Promise<Uint8Array<ArrayBuffer>> {
  checkPassphrase(passphrase);
  return argon2Apart({ passphrase, kdf, salt }, signal);
}
