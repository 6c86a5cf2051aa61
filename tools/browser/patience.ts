import { limit } from '../host';

/** How long a browser may take for one step, ms: to start, to open a page, to show what is waited for. */
export const PATIENCE_MS = limit(60_000);
