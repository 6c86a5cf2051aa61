import * as v from 'valibot';
import type { Bytes } from '../../protocol';
import { base64url, fromBase64url, fromJsonBytes, jsonBytes, random } from '../bytes';
import { openFrom, pairOf, publicKey, publicText, sealTo } from './hpke';

/** What makes a device a member. Bytes in base64url. */
export interface Secrets {
  /** 32 bytes: pseudonyms of persons. Founded with the fleet and never changed. */
  readonly names: string;
  /** By epoch: 32 bytes each. */
  readonly epochs: Readonly<Record<string, string>>;
  /** Public key that audit entries are sealed to. */
  readonly audit: string;
  /** 32 bytes from which the private one is made; null on devices that do not read the audit stream. */
  readonly auditSeed: string | null;
}

const schema = v.object({
  names: v.string(),
  epochs: v.record(v.string(), v.string()),
  audit: v.string(),
  auditSeed: v.nullable(v.string()),
});

/** For a new fleet. */
export async function newSecrets(): Promise<Secrets> {
  const seed = random(32);
  return {
    names: base64url(random(32)),
    epochs: { 1: base64url(random(32)) },
    audit: await publicText(await pairOf(seed)),
    auditSeed: base64url(seed),
  };
}

export function secretsBytes(secrets: Secrets): Bytes {
  return jsonBytes(secrets);
}

/** Throws for anything else. */
export function parseSecrets(bytes: Bytes): Secrets {
  return v.parse(schema, fromJsonBytes(bytes));
}

/** As they rest on this device: nothing but its private key opens them. Base64url. */
export async function wrapSecrets(secrets: Secrets, device: string, pair: CryptoKeyPair): Promise<string> {
  const recipient = await publicKey(await publicText(pair));
  return base64url(await sealTo(recipient, ['secrets at rest', device], jsonBytes(secrets)));
}

/** With whichever of the device's pairs opens them. Throws where none does. */
export async function unwrapSecrets(
  wrapped: string,
  device: string,
  pairs: readonly CryptoKeyPair[],
): Promise<Secrets> {
  const sealed = fromBase64url(wrapped);
  return Promise.any(pairs.map((pair) => openFrom(pair, ['secrets at rest', device], sealed))).then(
    parseSecrets,
  );
}
