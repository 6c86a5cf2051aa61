import { setTimeout as delay } from 'node:timers/promises';
import type { Backend } from '../../src/protocol';
import { openEnginePage, openUnwatched } from '../../tools/browser';
import { benchSite, browserArgsFor, environmentOf, placeOf, serveBench } from '../harness';
import { COLD_PATH, type ColdStart, type PeerName, STAY_MS } from '../peers';
import { compressedSize } from './transfer-size';

/** A browser that has just started has other things to do. */
const SETTLE_MS = 1_500;
const MOST_MS = 180_000;

interface Visits extends AsyncDisposable {
  /**
   * Milliseconds from the navigation to the first template; a browser of its own, so that nothing but the profile is left of one. With
   * `reload`, those of the page reloaded, too.
   */
  visit(profile: string, peer: PeerName, photo: number, reload?: 'reload'): Promise<readonly number[]>;
  /** Of all that the last visit asked for, compressed with brotli. */
  loadedBytes(): Promise<number>;
  environment(): Promise<string>;
}

/** Serves the pages that start one peer each. */
export async function openVisits(backend: Backend): Promise<Visits> {
  const loaded = new Set<string>();
  let heard: (start: ColdStart) => void = () => undefined;
  const site = await serveBench({
    log: (path) => {
      if (path !== COLD_PATH) loaded.add(path);
    },
    posts: { [COLD_PATH]: (body) => heard(JSON.parse(body)) },
  });
  return {
    visit: async (profile, peer, photo, reload) => {
      loaded.clear();
      await using browser = await openUnwatched(profile, browserArgsFor(backend));
      await delay(SETTLE_MS);
      const next = async () => {
        const answered = new Promise<ColdStart>((resolve) => {
          heard = resolve;
        });
        const none = delay(MOST_MS, { failed: `nothing after ${MOST_MS / 1000} s` }, { ref: false });
        const start = await Promise.race([answered, none]);
        if ('failed' in start) throw new Error(start.failed);
        return start.ms;
      };
      const asked = new URLSearchParams({ cold: peer, photo: String(photo), backend });
      if (reload) asked.set(reload, '');
      const opened = next();
      await browser.open(`${site.address}bench/peers/frame.html?${asked}`);
      const starts = [await opened];
      if (reload) starts.push(await next());
      await delay(STAY_MS);
      return starts;
    },
    loadedBytes: () => compressedSize(site.address, loaded),
    environment: async () => {
      const page = {
        ...(await benchSite()),
        browserArgs: browserArgsFor(backend),
        path: 'bench/peers/frame.html',
      };
      await using tab = await openEnginePage(page);
      return await environmentOf(placeOf(tab.page), backend);
    },
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}
