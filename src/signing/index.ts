/** Parts of a signature's text, and the key that signs it. */
export interface SignFields {
  readonly appid: string;
  readonly secretId: string;
  readonly secretKey: string;
  /** Historical; an empty text by default. */
  readonly bucket?: string;
  /** Unix seconds; now by default. */
  readonly issued?: number;
  /** Unix seconds; five minutes after `issued` by default. 0 makes a one-time signature, which needs a `fileId`. */
  readonly expires?: number;
  /** Unsigned decimal, at most 10 digits; random by default. */
  readonly random?: number;
  readonly fileId?: string;
}

/**
 * The retired service's `Authorization` header: base64(HMAC-SHA1(secretKey, text) ‖ text) with the text
 * `a=…&b=…&k=…&e=…&t=…&r=…&f=…`. For tests and examples: a secret key inside a page is no secret.
 */
export async function sign(fields: SignFields): Promise<string> {
  const issued = fields.issued ?? Math.floor(Date.now() / 1000);
  const { appid, bucket = '', secretId, expires = issued + 300, fileId = '' } = fields;
  const random = fields.random ?? crypto.getRandomValues(new Uint32Array(1))[0];
  const text = `a=${appid}&b=${bucket}&k=${secretId}&e=${expires}&t=${issued}&r=${random}&f=${fileId}`;
  return signText(text, fields.secretKey);
}

/** Signs a text as it is: SDKs differ in the order of its fields and in which they leave out. */
export async function signText(text: string, secretKey: string): Promise<string> {
  const encoder = new TextEncoder();
  const bytes = encoder.encode(text);
  const algorithm = { name: 'HMAC', hash: 'SHA-1' };
  const key = await crypto.subtle.importKey('raw', encoder.encode(secretKey), algorithm, false, ['sign']);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes));
  return btoa(String.fromCharCode(...mac, ...bytes));
}
