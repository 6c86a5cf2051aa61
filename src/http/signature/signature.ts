import { bytesOfBase64, CODES, FaceError } from '../../protocol';
import { UsedSignatures } from './signature-memory';

/** A key of the retired service's kind. */
export interface Secret {
  readonly appid: string;
  readonly secretId: string;
  readonly secretKey: string;
}

/** What a signature says, once it has proved right. */
export interface Signed {
  readonly appid: string;
}

const MAC_BYTES = 20;
/** The documents' longest validity, three months, read generously. */
const LONGEST_SECONDS = 93 * 86_400;
/** How old a one-time signature may be. */
const ONE_TIME_SECONDS = 900;
/** How far ahead of this device's clock the signer's may be. */
const AHEAD_SECONDS = 300;

/**
 * Checks the Authorization header: base64 of HMAC-SHA1(secret key, text) followed by the text
 * `a=<appid>&b=…&k=<secret id>&e=<expiry>&t=<issued>&r=<random>&f=<file id>`, in whatever order its fields come:
 * the MAC is over the bytes as received. e = 0 makes it a one-time signature, which needs a file id. `Bearer ` may stand
 * before it.
 *
 * Throws FaceError −1313 at once for a secret that lacks something: with an empty key anybody signs. The check throws, in this
 * order: 4 empty, 5 malformed, 10 unknown appid, 11 unknown secret id, 12 secret id of another appid, 14 wrong MAC, 5
 * contradictory times, 9 expired or of a time to come, 13 a one-time signature used before.
 */
export function signatureCheck(
  secrets: readonly Secret[],
  now: () => number,
): (authorization: string) => Promise<Signed> {
  secrets.forEach(requireWhole);
  const used = new UsedSignatures();

  return async (authorization) => {
    const { mac, text, fields } = decode(authorization);
    const { a: appid, k: secretId, e: expiry, t: issued, f: fileId } = fields;
    if (!secrets.some((each) => each.appid === appid))
      throw new FaceError(CODES.UNKNOWN_APPID, `there is no appid "${appid}"`);
    const owned = secrets.filter((each) => each.secretId === secretId);
    if (owned.length === 0) throw new FaceError(CODES.UNKNOWN_SECRET_ID, 'the secret id is not known');
    const candidates = owned.filter((each) => each.appid === appid);
    if (candidates.length === 0)
      throw new FaceError(CODES.SECRET_ID_OF_OTHER_APPID, 'the secret id belongs to another appid');
    // Several while a key is being replaced.
    const right = await Promise.all(candidates.map(({ secretKey }) => hasMac(secretKey, mac, text)));
    if (!right.includes(true)) throw new FaceError(CODES.SIGNATURE_WRONG, 'the signature is wrong');
    const time = now();
    const oneTime = expiry === 0;
    if (oneTime && fileId === '')
      throw new FaceError(CODES.SIGNATURE_MALFORMED, 'a one-time signature (e=0) needs a file id');
    if (!oneTime && (expiry <= issued || expiry - issued > LONGEST_SECONDS)) {
      throw new FaceError(CODES.SIGNATURE_MALFORMED, 'e must be after t, by at most three months');
    }
    const end = oneTime ? issued + ONE_TIME_SECONDS : expiry;
    if (!(time <= end)) throw new FaceError(CODES.SIGNATURE_EXPIRED, 'the signature is no longer valid');
    if (!(issued <= time + AHEAD_SECONDS)) {
      throw new FaceError(CODES.SIGNATURE_EXPIRED, 'the signature begins in the future: is a clock wrong?');
    }
    if (oneTime && !(await used.add(String(mac), end, time))) {
      throw new FaceError(CODES.SIGNATURE_REPLAYED, 'this one-time signature was used before');
    }
    return { appid };
  };
}

function requireWhole(secret: Secret, at: number): void {
  for (const name of ['appid', 'secretId', 'secretKey'] as const) {
    if (typeof secret[name] === 'string' && secret[name] !== '') continue;
    throw new FaceError(
      CODES.PARAMETER_INVALID,
      `secrets[${at}].${name} is empty: every signature would be checked against nothing`,
      { kind: 'option' },
    );
  }
}

interface Decoded {
  readonly mac: Uint8Array<ArrayBuffer>;
  readonly text: Uint8Array<ArrayBuffer>;
  readonly fields: {
    readonly a: string;
    readonly k: string;
    readonly e: number;
    readonly t: number;
    readonly f: string;
  };
}

function decode(authorization: string): Decoded {
  const signature = authorization.trim().replace(/^Bearer\s+/i, '');
  if (signature === '') throw new FaceError(CODES.SIGNATURE_EMPTY, 'there is no Authorization header');
  const bytes = fromBase64(signature);
  if (bytes.length <= MAC_BYTES) throw new FaceError(CODES.SIGNATURE_MALFORMED, 'Authorization is too short');
  const text = bytes.slice(MAC_BYTES);
  const pairs = pairsOf(new TextDecoder().decode(text));
  const a = pairs.get('a');
  const k = pairs.get('k');
  if (!a || !k) throw new FaceError(CODES.SIGNATURE_MALFORMED, 'the signature lacks a or k');
  const fields = { a, k, e: seconds(pairs, 'e'), t: seconds(pairs, 't'), f: pairs.get('f') ?? '' };
  return { mac: bytes.slice(0, MAC_BYTES), text, fields };
}

/** Values stand as they are: nothing in them is percent-encoded. */
function pairsOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('&').map((pair) => {
      const [name] = pair.split('=', 1);
      return [name, pair.slice(name.length + 1)];
    }),
  );
}

function seconds(pairs: ReadonlyMap<string, string>, name: string): number {
  const value = pairs.get(name) ?? '';
  if (!/^\d{1,12}$/.test(value))
    throw new FaceError(CODES.SIGNATURE_MALFORMED, `${name} in the signature is not a Unix time`);
  return Number(value);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return bytesOfBase64(text);
  } catch (cause) {
    throw new FaceError(CODES.SIGNATURE_MALFORMED, 'Authorization is not base64', { cause });
  }
}

/** In constant time: that is what WebCrypto's `verify` is for. */
async function hasMac(
  secretKey: string,
  mac: Uint8Array<ArrayBuffer>,
  text: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const bytes = new TextEncoder().encode(secretKey);
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-1' }, false, ['verify']);
  return crypto.subtle.verify('HMAC', key, mac, text);
}
