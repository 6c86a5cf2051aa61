import type { Backend } from '../../src/protocol';

/** One way from a photo to a template, started and ready. */
export interface Peer {
  /** Package and version, and what of it runs. */
  readonly title: string;
  /** The person whom `verify` compares with. False when no face was found. */
  enrol(photo: Blob): Promise<boolean>;
  /** Photo to verdict: similarity to that person, on the peer's own scale. Undefined when no face was found. */
  verify(photo: Blob): Promise<number | undefined>;
  /** Undefined when no face was found. */
  template(photo: Blob): Promise<ArrayLike<number> | undefined>;
  /** Higher is more alike. */
  similarity(a: ArrayLike<number>, b: ArrayLike<number>): number;
  end(): Promise<void>;
}

export interface PeerOptions {
  /** Peers that know one only reject the other. */
  readonly backend: Backend;
  /** Of the wasm runtimes. */
  readonly threads: number;
  /** A size of the vision side, for those that have one. */
  readonly workers?: number;
  /** Name of what is kept from visit to visit, for those that keep anything; absent: nothing is. */
  readonly gallery?: string;
}

/** For peers whose networks run on wasm here. */
export function requireWasm({ backend }: PeerOptions): void {
  if (backend !== 'wasm') throw new Error(`it runs on wasm here, not on ${backend}`);
}

/** What `verify` makes of a way to get templates, for peers that keep nothing themselves. */
export function comparing(parts: Pick<Peer, 'title' | 'template' | 'similarity' | 'end'>): Peer {
  let enrolled: ArrayLike<number> | undefined;
  return {
    ...parts,
    enrol: async (photo) => {
      enrolled = await parts.template(photo);
      return enrolled !== undefined;
    },
    verify: async (photo) => {
      const template = await parts.template(photo);
      return template && enrolled && parts.similarity(template, enrolled);
    },
  };
}
