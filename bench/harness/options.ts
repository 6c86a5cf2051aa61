import type { ParseArgsConfig } from 'node:util';

/** What every command understands. */
export const COMMON = {
  browser: { type: 'string', default: 'chromium' },
  json: { type: 'boolean', default: false },
  markdown: { type: 'boolean', default: false },
  plots: { type: 'string', default: 'report' },
  help: { type: 'boolean', default: false },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

export const COMMON_USAGE = `  --browser <name>  chromium (default) or firefox
  --json            one object {env, rows, bars} on standard output
  --markdown        tables as Markdown
  --plots <folder>  where the pictures go (default report)
  --help            this text`;

/** A count that was given as text. */
export function countOf(name: string, text: string): number {
  const count = Number(text);
  if (!(Number.isInteger(count) && count >= 1))
    throw new Error(`--${name} wants a whole number of at least 1`);
  return count;
}
