import type { Bytes } from '../../protocol';
import { base64url, utf8 } from '../bytes';

/** Where a person's record lies in the fleet: HMAC-SHA-256 of the person_id, which without the key says nothing of it. */
export class Names {
  readonly #key: CryptoKey;

  private constructor(key: CryptoKey) {
    this.#key = key;
  }

  /** From 32 bytes. They stay the same as long as the fleet lives: with others every record would lie elsewhere. */
  static async of(secret: Bytes): Promise<Names> {
    return new Names(
      await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
    );
  }

  /** 43 characters of base64url. */
  async key(person_id: string): Promise<string> {
    return base64url(new Uint8Array(await crypto.subtle.sign('HMAC', this.#key, utf8(person_id))));
  }
}
