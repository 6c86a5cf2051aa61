const encoder = new TextEncoder();

/**
 * What stands for persons in the audit log: 128 bits of HMAC-SHA-256 of the person_id, with a secret that only the sealed state has. It is
 * not the hash under which their record lies, so that the log tells nothing to who sees the database, and new keys leave it as it is.
 */
export class PersonNames {
  readonly #key: CryptoKey;

  private constructor(key: CryptoKey) {
    this.#key = key;
  }

  static async of(secret: string): Promise<PersonNames> {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    return new PersonNames(
      await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign']),
    );
  }

  async of(person_id: string): Promise<string> {
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', this.#key, encoder.encode(person_id)));
    return Array.from(mac.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}
