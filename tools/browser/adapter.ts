import { setTimeout as delay } from 'node:timers/promises';
import type { Tab } from './tab';

/** A browser that was only just started may say that it has none (docs/decisions/020). */
const ASK_AGAIN_AFTER = [200, 400, 800];

/** The page's WebGPU adapter: vendor and architecture, since browsers say no more. */
export async function adapterIn(place: Pick<Tab, 'evaluate'>): Promise<string> {
  let adapter = await ask(place);
  for (const pause of ASK_AGAIN_AFTER) {
    if (adapter !== null) break;
    await delay(pause);
    adapter = await ask(place);
  }
  return adapter ?? 'no adapter';
}

function ask(place: Pick<Tab, 'evaluate'>): Promise<string | null> {
  return place.evaluate(async () => {
    const info = (await navigator.gpu?.requestAdapter())?.info;
    if (info === undefined) return null;
    const name = [info.vendor, info.architecture, info.device, info.description].filter(Boolean).join(' ');
    return info.isFallbackAdapter ? `${name} (software)` : name;
  }, null);
}
