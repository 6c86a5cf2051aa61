import * as cpp from './cpp';
import * as documents from './documents';
import * as java from './java';
import * as node from './node';
import * as php from './php';
import * as python from './python';

/**
 * How each official client of the v1 API writes its requests: one function per endpoint it has, and the text it signs.
 * Body and headers are as they leave the client, except that boundaries and made-up file names are fixed. A test that
 * sends them on with `fetch` must drop Host, Connection, Content-Length and Expect.
 */
export const SDKS = { java, php, python, cpp, node, documents };

export type { Signing, WireRequest } from './wire';
