import { readFileSync } from 'node:fs';
import { findBrowser } from '../browser';
import { perform } from '../consumers';

/** The last one that Node 20 runs. It brings 100 MB of packages, most of them for other sites, and is needed seldom: npm fetches it. */
const LIGHTHOUSE = '12.8.2';

export const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;

/** The parts of what Lighthouse writes that are read here. https://github.com/GoogleChrome/lighthouse/blob/main/docs/understanding-results.md */
export interface Audit {
  readonly lighthouseVersion: string;
  readonly environment: { readonly hostUserAgent: string };
  readonly categories: Readonly<
    Record<
      (typeof CATEGORIES)[number],
      {
        /** 0…1. */
        readonly score: number;
        readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
      }
    >
  >;
  readonly audits: Readonly<
    Record<
      string,
      {
        readonly title: string;
        /** 0…1; null for what does not apply. */
        readonly score: number | null;
        /** ms for times. */
        readonly numericValue?: number;
        readonly displayValue?: string;
      }
    >
  >;
}

/** One visit with a fresh profile, on the mobile setting, which is Lighthouse's own default. */
export async function audit(address: string, path: string): Promise<Audit> {
  const browser = findBrowser();
  if (browser === undefined) throw new Error('no Chromium found: run `npm run mien -- setup`');
  const options = [
    address,
    '--quiet',
    '--output=json',
    `--output-path=${path}`,
    `--only-categories=${CATEGORIES.join(',')}`,
    '--chrome-flags=--headless=new --no-sandbox --no-first-run --disable-component-update --disable-sync',
    '--no-enable-error-reporting',
  ];
  const command = ['exec', '--yes', `--package=lighthouse@${LIGHTHOUSE}`, '--', 'lighthouse', ...options];
  await perform('npm', command, { cwd: import.meta.dirname, env: { CHROME_PATH: browser } });
  const read = JSON.parse(readFileSync(path, 'utf8')) as Audit & {
    readonly runtimeError?: { readonly message: string };
  };
  if (read.runtimeError) throw new Error(read.runtimeError.message);
  return read;
}
