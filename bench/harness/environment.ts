import { createRequire } from 'node:module';
import { totalmem } from 'node:os';
import type { Page } from 'playwright-core';
import type { Backend } from '../../src/protocol';
import { adapterIn, type Tab } from '../../tools/browser';
import { environmentLine } from '../../tools/host';

/** What was measured in: a tab, or a page that is driven otherwise. */
export type Place = Pick<Tab, 'version' | 'evaluate'>;

/** A page that Playwright drives. */
export function placeOf(page: Page): Place {
  return {
    version: `Chromium ${page.context().browser()?.version() ?? ''}`,
    // Playwright's own type asks for an argument that it can take apart.
    evaluate: (work, argument) => page.evaluate(work as (argument: unknown) => never, argument),
  };
}

const RUNTIMES = ['onnxruntime-web', '@tensorflow/tfjs-core'];

/** What a measurement was made on; `backend` where networks ran in it. */
export async function environmentOf(place: Place, backend?: Backend, threads = 1): Promise<string> {
  const isolated = await place.evaluate(() => crossOriginIsolated, null);
  const parts = [
    `${place.version}, ${isolated ? 'isolated' : 'not isolated'}, ${Math.round(totalmem() / 2 ** 30)} GB`,
  ];
  if (backend !== undefined) parts.push(await networksIn(place, backend, threads));
  return [...parts, environmentLine()].join('; ');
}

async function networksIn(place: Place, backend: Backend, threads: number): Promise<string> {
  const versions = RUNTIMES.map((name) => `${name} ${versionOf(name)}`).join(', ');
  const on = backend === 'wasm' ? `wasm, ${threads} thread(s)` : `webgpu on ${await adapterIn(place)}`;
  return `${on}; ${versions}`;
}

/** The project names exact versions. */
function versionOf(name: string): string {
  const project: { readonly devDependencies: Readonly<Record<string, string>> } = createRequire(
    import.meta.url,
  )('../../package.json');
  return project.devDependencies[name] ?? 'unknown';
}
