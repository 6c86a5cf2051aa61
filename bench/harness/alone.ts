import type { Backend } from '../../src/protocol';
import { type EnginePage, openEnginePage } from '../../tools/browser';
import { sayAbsent } from './absent';
import { browserArgsFor } from './backend';
import { environmentOf, placeOf } from './environment';
import { benchSite } from './site';

/**
 * Opens the page that runs one peer, a browser of its own for each name, one after the other, also where a name comes several times;
 * who fails is said and not tried again. Returns the line of environment.
 */
export async function eachAlone<Name extends string>(
  names: readonly Name[],
  backend: Backend,
  use: (tab: EnginePage, name: Name) => Promise<void>,
): Promise<string> {
  const page = { browserArgs: browserArgsFor(backend), path: 'bench/peers/frame.html' };
  const site = { ...(await benchSite()), ...page };
  const absent = new Set<Name>();
  let env = '';
  for (const name of names) {
    if (absent.has(name)) continue;
    console.error(name);
    await using tab = await openEnginePage(site);
    env = await environmentOf(placeOf(tab.page), backend);
    await use(tab, name).catch((error: unknown) => {
      absent.add(name);
      sayAbsent(name, error);
    });
  }
  return env;
}
