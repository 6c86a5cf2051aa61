/**
 * A page of one peer: TensorFlow.js keeps its state in globals, so that two that bring a copy of their own would meet there. The
 * benchmarks' page has one such frame a peer; the measurement of cold starts opens it by itself.
 */
import * as peers from '.';

declare global {
  /** In pages of `frame.html`. */
  var startPeer: typeof peers.startPeer;
}

globalThis.startPeer = peers.startPeer;
