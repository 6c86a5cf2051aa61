export { COLD_PATH, type ColdStart, STAY_MS } from './cold-start';
export { openPeer } from './open-frame';
export type { Peer } from './peer';
export { PEER_NAMES, type PeerName, peerName } from './registry';
