import { argon2 } from '../src/gallery/argon2';
import type { PassphraseService } from '../src/protocol';
import { serve } from '../src/rpc/worker';

/** One derivation: whoever started this worker ends it, with the answer or without. */
const service: PassphraseService = { argon2 };

serve(service);
