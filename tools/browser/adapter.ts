import type { Tab } from './tab';

/** The page's WebGPU adapter: vendor and architecture, since browsers say no more. */
export function adapterIn(place: Pick<Tab, 'evaluate'>): Promise<string> {
  return place.evaluate(async () => {
    const info = (await navigator.gpu?.requestAdapter())?.info;
    if (info === undefined) return 'no adapter';
    const name = [info.vendor, info.architecture, info.device, info.description].filter(Boolean).join(' ');
    return info.isFallbackAdapter ? `${name} (software)` : name;
  }, null);
}
