import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { Bytes } from '../../protocol';
import { base64url, concat, fromBase64url, jsonBytes } from '../bytes';

/** RFC 9180. P-256 is what every browser has and keeps without letting it be extracted. */
const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});
const ENCAPSULATED = 65;

/** What a sealing is for: it opens for nothing else. */
export type Purpose = readonly [purpose: string, ...about: (string | number)[]];

/** Cannot be extracted: whoever has the device's files has a key that only this platform uses. */
export function createPair(extractable = false): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, extractable, ['deriveBits']);
}

/** From 32 bytes, always the same. */
export async function pairOf(seed: Bytes): Promise<CryptoKeyPair> {
  return suite.kem.deriveKeyPair(seed.buffer);
}

/** 65 bytes in base64url. */
export async function publicText({ publicKey }: CryptoKeyPair): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)));
}

export function publicKey(text: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fromBase64url(text), { name: 'ECDH', namedCurve: 'P-256' }, true, []);
}

/** To a device's public key; `sender` proves who sealed it. */
export async function sealTo(
  recipient: CryptoKey,
  purpose: Purpose,
  plain: Bytes,
  sender?: CryptoKeyPair,
): Promise<Bytes> {
  const context = await suite.createSenderContext({
    recipientPublicKey: recipient,
    info: infoOf(purpose),
    ...(sender && { senderKey: sender }),
  });
  return concat(new Uint8Array(context.enc), new Uint8Array(await context.seal(plain.buffer)));
}

/** Throws where it is not for this key and purpose, or `sender` did not seal it. */
export async function openFrom(
  recipient: CryptoKeyPair,
  purpose: Purpose,
  sealed: Bytes,
  sender?: CryptoKey,
): Promise<Bytes> {
  const context = await suite.createRecipientContext({
    recipientKey: recipient,
    enc: sealed.slice(0, ENCAPSULATED).buffer,
    info: infoOf(purpose),
    ...(sender && { senderPublicKey: sender }),
  });
  return new Uint8Array(await context.open(sealed.slice(ENCAPSULATED).buffer));
}

function infoOf(purpose: Purpose): ArrayBuffer {
  return jsonBytes(['mien fleet', ...purpose]).buffer;
}
