/**
 * A page of one peer: TensorFlow.js keeps its state in globals, so that two that bring a copy of their own would meet there. The
 * benchmarks' page has one such frame a peer; the measurement of cold starts opens it by itself.
 */
import type { Backend } from '../../src/protocol';
import { COLD_PATH, type ColdStart, STAY_MS } from './cold-start';
import type { Peer } from './peer';
import * as peers from './registry';

declare global {
  /** In pages of `frame.html`. */
  var startPeer: typeof peers.startPeer;
  /** Starts a peer unless it runs, and gives that many verdicts on sample photos. */
  var runPeer: (name: peers.PeerName, times: number, backend: Backend) => Promise<void>;
}

globalThis.startPeer = peers.startPeer;

let running: Promise<Peer> | undefined;
globalThis.runPeer = async (name, times, backend) => {
  running ??= enrolled(name, backend);
  const peer = await running;
  for (let i = 0; i < times; i++) await peer.verify(await photo((i % 6) + 1));
};

async function enrolled(name: peers.PeerName, backend: Backend): Promise<Peer> {
  const peer = await peers.startPeer(name, { backend, threads: 1 });
  await peer.enrol(await photo(1));
  return peer;
}

const photos = new Map<number, Promise<Blob>>();

/** Fetched once: a driver that watches the page keeps something of every request in the page's process. */
function photo(n: number): Promise<Blob> {
  const known = photos.get(n) ?? fetch(`/samples/sample${n}.jpg`).then((response) => response.blob());
  photos.set(n, known);
  return known;
}

/** With `?cold=<peer>&photo=<number>&backend=<backend>` it tells the server how that peer's start went, with `&reload` twice. */
const asked = new URLSearchParams(location.search);
const name = asked.get('cold');
if (name !== null) {
  const backend = asked.get('backend') === 'webgpu' ? 'webgpu' : 'wasm';
  const start = await startCold(peers.peerName(name), Number(asked.get('photo')), backend).catch(
    (error): ColdStart => ({ failed: String(error) }),
  );
  await fetch(COLD_PATH, { method: 'POST', body: JSON.stringify(start) });
  // A reload keeps the address: only its kind tells it from the first time.
  const [{ type }] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (asked.has('reload') && type !== 'reload') setTimeout(() => location.reload(), STAY_MS);
}

/**
 * From the navigation to the first template. Fetches the photo while the peer starts, as a page would; who comes back to a site finds its
 * gallery there.
 */
async function startCold(name: peers.PeerName, n: number, backend: Backend): Promise<ColdStart> {
  const shown = photo(n);
  const peer = await peers.startPeer(name, { backend, threads: 1, gallery: 'site' });
  const template = await peer.template(await shown);
  return template === undefined ? { failed: 'no face was found' } : { ms: performance.now() };
}
