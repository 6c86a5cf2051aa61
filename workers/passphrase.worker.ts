import { argon2 } from '../src/gallery/argon2';
import { type Derivation, toReply } from '../src/protocol';

/** One derivation: whoever started this worker ends it, with the answer or without. */
self.onmessage = async ({ data }: MessageEvent<Derivation>) =>
  self.postMessage(await toReply(() => argon2(data)));
