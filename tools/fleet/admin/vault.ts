import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';

const SALT = 16;
const NONCE = 12;
const TAG = 16;
/** 64 MB, a fifth of a second. */
const COST = { N: 2 ** 16, r: 8, p: 1, maxmem: 2 ** 27 };

/**
 * A file that a passphrase opens: `salt ‖ nonce ‖ tag ‖ AES-256-GCM`, the key by scrypt. Only its owner may read it. With an empty passphrase that is
 * all that protects it.
 */
export class Vault {
  readonly #path: string;
  readonly #salt: Buffer;
  readonly #key: Buffer;

  private constructor(path: string, salt: Buffer, passphrase: string) {
    this.#path = path;
    this.#salt = salt;
    this.#key = scryptSync(passphrase, salt, 32, COST);
  }

  static create(path: string, passphrase: string): Vault {
    return new Vault(path, randomBytes(SALT), passphrase);
  }

  /** Throws where the passphrase is another one, or the file was changed. */
  static async open(path: string, passphrase: string): Promise<{ vault: Vault; content: unknown }> {
    const bytes = await readFile(path);
    const vault = new Vault(path, bytes.subarray(0, SALT), passphrase);
    return { vault, content: JSON.parse(vault.#open(bytes.subarray(SALT))) };
  }

  /** The file is the old one or the new one, never a part. */
  async save(content: unknown): Promise<void> {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    const sealed = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final()]);
    const next = `${this.#path}.next`;
    await writeFile(next, Buffer.concat([this.#salt, nonce, cipher.getAuthTag(), sealed]), {
      mode: 0o600,
      flush: true,
    });
    await rename(next, this.#path);
  }

  #open(bytes: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, NONCE));
    decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString();
    } catch {
      throw new Error(
        `${this.#path} does not open: another passphrase (MIEN_FLEET_PASSPHRASE), or it was changed`,
      );
    }
  }
}
