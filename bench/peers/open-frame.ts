import type { Peer, PeerOptions } from './peer';
import type { PeerName } from './registry';

/** Starts a peer in a frame of its own; `end` takes the frame away. */
export async function openPeer(name: PeerName, options: PeerOptions): Promise<Peer> {
  const frame = document.createElement('iframe');
  frame.src = new URL('peers/frame.html', document.baseURI).href;
  frame.hidden = true;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  try {
    const peer = await (frame.contentWindow as (Window & typeof globalThis) | null)?.startPeer(name, options);
    if (peer === undefined) throw new Error('the frame was taken away');
    return {
      ...peer,
      end: async () => {
        await peer.end();
        frame.remove();
      },
    };
  } catch (error) {
    frame.remove();
    throw error;
  }
}
