/** Where `frame.html?cold=<peer>&photo=<number>&backend=<backend>` posts its start to, and with `&reload` another after a reload. */
export const COLD_PATH = '/bench/cold';

/** Compiled code is kept once the page has been there for a moment. */
export const STAY_MS = 2_000;

/** From the start of the navigation to the first template, or why there is none. */
export type ColdStart = { readonly ms: number } | { readonly failed: string };
