import type { Bytes } from '../../protocol';
import { jsonBytes, sha256 } from '../bytes';

/** What both devices know once the new one has shown its part. Texts are base64url. */
export interface Transcript {
  readonly session: string;
  /** The admin device's public key, and a number it made after the commitment. */
  readonly admin: string;
  readonly adminNonce: string;
  /** The new device's keys and its number, which it committed to before. */
  readonly identity: string;
  readonly publicKey: string;
  readonly nonce: string;
  readonly deviceName: string;
}

export interface Codes {
  /** The new device shows it, and the admin types it: six digits. */
  readonly code: string;
  /** The admin's device shows it after that, and the person at the new device compares it: six digits. */
  readonly check: string;
}

export type Shown = Pick<Transcript, 'session' | 'identity' | 'publicKey' | 'nonce' | 'deviceName'>;

/** What binds the new device to what it will show, before it sees anything of the other. */
export function commitment({ session, identity, publicKey, nonce, deviceName }: Shown): Promise<Bytes> {
  return sha256(jsonBytes(['mien join commitment', session, identity, publicKey, nonce, deviceName]));
}

/**
 * Two codes of six digits from all that was said. Whoever sits between two devices says something else to each, and has to fix that before it knows
 * the numbers of both: one chance in 10⁶ per session that the codes are equal all the same.
 */
export async function codesOf(t: Transcript): Promise<Codes> {
  const { session, admin, adminNonce, identity, publicKey, nonce, deviceName } = t;
  const hash = await sha256(
    jsonBytes(['mien join', session, admin, adminNonce, identity, publicKey, nonce, deviceName]),
  );
  const view = new DataView(hash.buffer);
  const digits = (at: number) => String(view.getBigUint64(at) % 1_000_000n).padStart(6, '0');
  return { code: digits(0), check: digits(8) };
}
