/**
 * A page of one peer: TensorFlow.js keeps its state in globals, so that two that bring a copy of their own would meet there. The
 * benchmarks' page has one such frame a peer; the measurement of cold starts opens it by itself.
 */
import type { Backend } from '../../src/protocol';
import type { ColdStart } from '../cold/types';
import * as peers from '.';

declare global {
  /** In pages of `frame.html`. */
  var startPeer: typeof peers.startPeer;
  /** Starts a peer unless it runs, and gives that many verdicts on sample photos. */
  var runPeer: (name: peers.PeerName, times: number, backend: Backend) => Promise<void>;
  /** With `?cold=<peer>&backend=<backend>`: that peer's start, from the navigation to the first template. */
  var cold: Promise<ColdStart> | undefined;
}

globalThis.startPeer = peers.startPeer;

let running: Promise<peers.Peer> | undefined;
globalThis.runPeer = async (name, times, backend) => {
  running ??= enrolled(name, backend);
  const peer = await running;
  for (let i = 0; i < times; i++) await peer.verify(await photo((i % 6) + 1));
};

async function enrolled(name: peers.PeerName, backend: Backend): Promise<peers.Peer> {
  const peer = await peers.startPeer(name, { backend, threads: 1 });
  await peer.enrol(await photo(1));
  return peer;
}

async function photo(n: number): Promise<Blob> {
  return (await fetch(`/samples/sample${n}.jpg`)).blob();
}

const asked = new URLSearchParams(location.search);
const name = asked.get('cold');
if (name !== null) {
  globalThis.cold = startCold(peers.peerName(name), asked.get('backend') === 'webgpu' ? 'webgpu' : 'wasm');
}

/** Fetches the photo while the peer starts, as a page would. */
async function startCold(name: peers.PeerName, backend: Backend): Promise<ColdStart> {
  const shown = photo(1);
  const peer = await peers.startPeer(name, { backend, threads: 1 });
  const found = (await peer.template(await shown)) !== undefined;
  return { ms: performance.now(), found };
}
