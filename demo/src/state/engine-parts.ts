/** What of the library the page takes, in one file that is imported when it is needed: of a whole entry nothing could be left out then. */
export { createEngine } from '../../../src';
export { serveV1 } from '../../../src/http';
