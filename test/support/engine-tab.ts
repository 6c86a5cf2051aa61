import type * as Mien from '../../src';
import { type EnginePage, openEnginePage } from '../../tools/browser';
import { limit } from '../../tools/host';

declare global {
  /** Starts an engine with the test's defaults. */
  var start: (options?: Partial<Mien.EngineOptions>) => Promise<Mien.FaceEngine>;
  /** The engine that `openEngineTab` or the test started. */
  var engine: Mien.FaceEngine;
  /** The files last given with `page.setInputFiles('#files', …)`. */
  var files: () => File[];
  /** Code, name and message of a rejection; null when the promise resolves. */
  var failure: (
    promise: Promise<unknown>,
  ) => Promise<{ code: number | undefined; name: string; message: string } | null>;
}

export type EngineTabOptions = Parameters<typeof openEnginePage>[0] & {
  /** false: the test starts engines itself. */
  readonly startEngine?: boolean;
  readonly engine?: Partial<Mien.EngineOptions>;
};

/** A page of the built package with an engine running as `globalThis.engine`. */
export async function openEngineTab(options: EngineTabOptions = {}): Promise<EnginePage> {
  const tab = await openEnginePage(options);
  await prepare(tab, options);
  return tab;
}

/** Also after a reload, which loses the page's globals. */
export async function prepare(tab: EnginePage, options: EngineTabOptions = {}): Promise<void> {
  await tab.page.evaluate(
    async ({ startNow, defaults, timeoutMs }) => {
      globalThis.start = (extra = {}) =>
        mien.createEngine({ assets: '/mien/', appid: 'test', timeoutMs, ...defaults, ...extra });
      globalThis.files = () => [...(document.querySelector('input')?.files ?? [])];
      globalThis.failure = (promise) =>
        promise.then(
          () => null,
          (error) => ({ code: error.code, name: error.name, message: error.message }),
        );
      if (startNow) globalThis.engine = await start();
    },
    {
      startNow: options.startEngine ?? true,
      defaults: options.engine ?? {},
      timeoutMs: limit(60_000),
    },
  );
}
