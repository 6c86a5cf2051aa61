import type { CapturedFrame, CaptureResult, MienCapture } from '../../src/capture';
import { openTab, type Tab } from '../../tools/browser';

/** The built package's element on a bare page, as a host uses it. */
export const CAPTURE_PAGES = {
  '/capture.html': `<!doctype html><html lang="en"><title>capture</title><link rel="icon" href="data:,">
    <script type="module" src="/capture-boot.js"></script><input type="file" id="files" multiple><div id="place"></div></html>`,
  '/capture-boot.js': `import * as mien from '/dist/index.js';
    import { defineCapture } from '/dist/capture.js';
    defineCapture();
    Object.assign(globalThis, { mien, defineCapture, ready: mien.createEngine({ assets: '/mien/', appid: 'capture' }) });`,
};

declare global {
  var defineCapture: typeof import('../../src/capture').defineCapture;
  var ready: Promise<import('../../src').FaceEngine>;
  var observed: { hints: string[]; shots: number; troubles: string[] };
  /** Waits for what the page does; rejects with what was observed instead. */
  var until: (condition: () => unknown) => Promise<void>;
  var place: (attributes: Record<string, string>) => Promise<MienCapture>;
}

/** The element's page with an engine, and what is observed of the element. */
export async function openCapture(
  name: 'chromium' | 'firefox',
  browserArgs: readonly string[] = [],
): Promise<Tab> {
  const tab = await openTab(name, { pages: CAPTURE_PAGES, path: 'capture.html', browserArgs });
  await tab.evaluate(async () => {
    // The module may not have run yet where the driver waits for less than the other's.
    while (globalThis.ready === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    const engine = await ready;
    globalThis.until = async (condition) => {
      for (const end = Date.now() + 20_000; !condition(); ) {
        if (Date.now() > end) throw new Error(`not within 20 s: ${condition}; ${JSON.stringify(observed)}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    globalThis.place = async (attributes) => {
      globalThis.observed = { hints: [], shots: 0, troubles: [] };
      const element = document.createElement('mien-capture');
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      element.engine = engine;
      element.addEventListener('guidance', (event) =>
        observed.hints.push((event as CustomEvent).detail.hint),
      );
      element.addEventListener('shot', () => observed.shots++);
      element.addEventListener('trouble', (event) =>
        observed.troubles.push((event as CustomEvent).detail.text),
      );
      document.querySelector('#place')?.replaceChildren(element);
      return element;
    };
  }, null);
  return tab;
}

/** What of a result travels to the test. */
interface Summary {
  readonly source: CaptureResult['source'];
  readonly frames: readonly (Omit<CapturedFrame, 'image'> & {
    readonly type: string;
    readonly bytes: number;
  })[];
  readonly hints: readonly string[];
  readonly shots: number;
  readonly live: boolean;
}

/** Captures with these attributes, and whether the camera is still on afterwards. */
export function capture(tab: Tab, attributes: Record<string, string>): Promise<Summary> {
  return tab.evaluate(async (attributes) => {
    const element = await place(attributes);
    const result = element.start();
    const video = element.shadowRoot?.querySelector('video');
    await until(() => video?.srcObject);
    const stream = video?.srcObject;
    if (!(stream instanceof MediaStream)) throw new Error('no stream');
    const [track] = stream.getTracks();
    const { frames, source } = await result;
    return {
      source,
      frames: frames.map(({ image, ...frame }) => ({ ...frame, type: image.type, bytes: image.size })),
      hints: observed.hints,
      shots: observed.shots,
      live: track.readyState === 'live',
    };
  }, attributes);
}
