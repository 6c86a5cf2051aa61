import type { Peer, PeerOptions } from './peer';

type Start = (options: PeerOptions) => Promise<Peer>;

/** Everyone who takes part; each brings its own code when it is started. */
const PEERS = {
  mien: async (options) => (await import('./mien')).startMien(options, 'mobilefacenet-192'),
  'mien-dlib': async (options) => (await import('./mien')).startMien(options, 'dlib-resnet-v1-int8'),
  'mien-retail': async (options) => (await import('./mien')).startMien(options, 'retail-0095'),
  'mien-fast': async (options) => (await import('./mien')).startMien(options, 'mobileface-v2'),
  human: async (options) => (await import('./human')).startHuman(options, false),
  'human-lean': async (options) => (await import('./human')).startHuman(options, true),
  'face-api-tiny': async (options) => (await import('./face-api')).startFaceApi(options, 'tiny'),
  'face-api-ssd': async (options) => (await import('./face-api')).startFaceApi(options, 'ssd'),
  naive: async (options) => (await import('./naive')).startNaive(options),
} as const satisfies Record<string, Start>;

export type PeerName = keyof typeof PEERS;

export const PEER_NAMES = Object.keys(PEERS) as PeerName[];

/** Rejects when the peer cannot run here, a model that is not installed say. */
export function startPeer(name: PeerName, options: PeerOptions): Promise<Peer> {
  return PEERS[name](options);
}

/** A name that was given as text. */
export function peerName(name: string): PeerName {
  const known = PEER_NAMES.find((each) => each === name);
  if (known === undefined) throw new Error(`no peer "${name}": ${PEER_NAMES.join(', ')}`);
  return known;
}
