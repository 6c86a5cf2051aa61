import { createPair, publicText } from '../keys';
import type { GalleryPort } from '../port';
import { FleetError } from './failure';

/** This device's key pairs: the identity first, then what others seal to, the newest last. */
export class Pairs {
  readonly #port: GalleryPort;
  #pairs: readonly CryptoKeyPair[];
  /** What the device's own entry on the server says that others should seal to. */
  #announced: CryptoKeyPair | null = null;

  constructor(port: GalleryPort, pairs: readonly CryptoKeyPair[]) {
    this.#port = port;
    this.#pairs = pairs;
  }

  get identity(): CryptoKeyPair {
    const [identity] = this.#pairs;
    if (identity === undefined) throw new FleetError('no_member', 'the device’s keys are gone');
    return identity;
  }

  /** What others are to seal to. */
  get newest(): CryptoKeyPair {
    return this.#pairs[this.#pairs.length - 1] ?? this.identity;
  }

  /** What others may have sealed to, each with its public key as text. */
  sealedTo(): Promise<{ readonly pair: CryptoKeyPair; readonly text: string }[]> {
    return Promise.all(this.#pairs.slice(1).map(async (pair) => ({ pair, text: await publicText(pair) })));
  }

  async add(): Promise<void> {
    await this.#keep([...this.#pairs, await createPair()]);
  }

  /** The device has met its own entry among what the server has, with this public key. */
  async hear(publicKey: string): Promise<void> {
    if ((await publicText(this.newest)) === publicKey) this.#announced = this.newest;
  }

  /**
   * Lets go of the keys before the newest one, and with them of whatever was sealed to them. Not before the device has heard of the newest from the
   * server: until there an epoch may come whose admin knew the one before alone.
   */
  async letGo(): Promise<void> {
    if (this.#pairs.length > 2 && this.#announced === this.newest)
      await this.#keep([this.identity, this.newest]);
  }

  async #keep(pairs: readonly CryptoKeyPair[]): Promise<void> {
    await this.#port.saveDeviceKeys(pairs);
    this.#pairs = pairs;
  }
}
