import { resolve } from 'node:path';
import { serve } from '../../tools/browser/serve';
import { BENCH_HEADERS, buildBenchPage, PEER_FOLDERS } from '../browser';
import { photoSite } from '../photos/serve';

/** Serves the page on which anyone can measure their own browser, until it is stopped. */
export async function servePage(): Promise<void> {
  const folder = await buildBenchPage();
  const assets = resolve(import.meta.dirname, '../../dist/assets');
  const server = await serve({
    headers: BENCH_HEADERS,
    folders: { '/bench/': folder, '/mien/': assets, ...PEER_FOLDERS, ...photoSite(undefined, 0).folders },
  });
  console.log(`${server.address}bench/index.html`);
}
