import { client } from './client';
import { cpp } from './cpp';
import { documents } from './documents';
import { java } from './java';
import { node } from './node';
import { php } from './php';
import { python } from './python';

/**
 * How each official client of the v1 API writes its requests: the calls it has, and the text it signs.
 * Body and headers are as they leave the client, except that boundaries and made-up file names are fixed. A test that
 * sends them on with `fetch` must drop Host, Connection, Content-Length and Expect.
 */
export const SDKS = {
  java: client('java', java),
  php: client('php', php),
  python: client('python', python),
  cpp: client('cpp', cpp),
  node: client('node', node),
  documents: client('documents', documents),
};

export type { Call, Signing } from './wire';
