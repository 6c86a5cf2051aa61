/** Cost of deriving a key from a passphrase with Argon2id (RFC 9106). */
export interface KdfParameters {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** What a key is derived from. */
export interface Derivation {
  readonly passphrase: string;
  readonly kdf: KdfParameters;
  readonly salt: Uint8Array;
}

/** What a worker offers that is started for one derivation. */
export interface PassphraseService {
  /** 32 bytes. Rejects where the memory is not to be had. */
  argon2(derivation: Derivation): Promise<Uint8Array<ArrayBuffer>>;
}

/** The page's side: derives keys of passphrases in workers that it starts for them. */
export interface RemoteDeriver {
  /** 32 bytes. FaceError 213 where the worker does not start or the memory is not to be had. */
  derive(id: string, derivation: Derivation): Promise<Uint8Array<ArrayBuffer>>;
  /** Ends what was begun by that name, at once. */
  cancel(id: string): void;
}
