/**
 * A page of one peer: TensorFlow.js keeps its state in globals, so that two that bring a copy of their own would meet there. The
 * benchmarks' page has one such frame a peer; the measurement of cold starts opens it by itself.
 */
import type { ColdStart } from '../cold/types';
import * as peers from '.';

declare global {
  /** In pages of `frame.html`. */
  var startPeer: typeof peers.startPeer;
  /** With `?cold=<peer>`: that peer's start, from the navigation to the first template. */
  var cold: Promise<ColdStart> | undefined;
}

globalThis.startPeer = peers.startPeer;

const asked = new URLSearchParams(location.search).get('cold');
if (asked !== null) globalThis.cold = startCold(peers.peerName(asked));

/** Fetches the photo while the peer starts, as a page would. */
async function startCold(name: peers.PeerName): Promise<ColdStart> {
  const photo = fetch('/samples/sample1.jpg').then((response) => response.blob());
  const peer = await peers.startPeer(name, { threads: 1 });
  const found = (await peer.template(await photo)) !== undefined;
  return { ms: performance.now(), found };
}
