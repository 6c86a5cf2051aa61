import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Candidate, NewFace, PersonInfo, PersonMatch, RemoteGallery } from '../../src/protocol';
import { type RunningServer, serve } from '../../tools/browser';

const ROOT = resolve(import.meta.dirname, '../..');

/** What a gallery holds, as far as the API tells. */
export interface Contents {
  readonly groups: readonly string[];
  /** `picture`: the seed that it was made of. */
  readonly persons: Readonly<Record<string, PersonInfo & { readonly picture: number | null }>>;
}

declare global {
  /** In pages of `serveGallery`; test/fixtures/pages/gallery.js has them. */
  var startGallery: () => { readonly gallery: RemoteGallery; readonly end: () => void };
  var random: (seed: number) => () => number;
  var template: (seed: number, dimension?: number) => Float32Array;
  var face: (seed: number, dimension?: number) => NewFace;
  var picture: (seed: number) => Blob;
  var probe: (seed: number, dimension?: number) => Float32Array;
  var verified: (gallery: RemoteGallery, person_id: string, seed: number) => Promise<PersonMatch | null>;
  var contents: (gallery: RemoteGallery) => Promise<Contents>;
  var APPID: string;
  /** Of tests that keep one. */
  var gallery: RemoteGallery;
  var found: readonly (readonly Candidate[])[];
}

/** A site whose page `/gallery.html` talks to the built gallery worker. Other scripts by path, as text. */
export function serveGallery(
  options: {
    readonly port?: number;
    readonly pages?: Readonly<Record<string, string>>;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<RunningServer> {
  return serve({
    folders: {
      '/mien/': resolve(ROOT, 'dist/assets'),
      '/comlink/': resolve(ROOT, 'node_modules/comlink/dist/esm'),
    },
    pages: {
      '/gallery.html': `<!doctype html><title>gallery</title><link rel="icon" href="data:,">
        <script type="module" src="/gallery.js"></script>`,
      '/gallery.js': readFileSync(resolve(ROOT, 'test/fixtures/pages/gallery.js'), 'utf8'),
      ...options.pages,
    },
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.headers && { headers: options.headers }),
  });
}
