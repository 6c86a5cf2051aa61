import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { markdown } from '../tables';
import type { Outcome } from './check';

/** The outcomes of the last runs, committed. */
export const REPORT = resolve(import.meta.dirname, '../../docs/consumers.json');

export type Report = readonly (Outcome & {
  readonly date: string;
  readonly node: string;
  readonly chromium: string;
  readonly mien: string;
})[];

const PLACE = /<!-- consumers -->.*<!-- \/consumers -->/s;

export function readReport(): Report {
  return existsSync(REPORT) ? (JSON.parse(readFileSync(REPORT, 'utf8')) as Report) : [];
}

/** docs/guide/frameworks.md with the table of outcomes as it should be now. */
export function withConsumers(text: string): string {
  if (!PLACE.test(text)) throw new Error('docs/guide/frameworks.md has no place for the consumers');
  const rows = readReport().map(({ name, title, versions, said, right, date }) => [
    `[${title}](../../test/consumers/${name})`,
    Object.entries(versions)
      .map(([tool, version]) => `${tool} ${version}`)
      .join(', '),
    right ? said.split('\n').join('; ') : `fails: ${said.split('\n')[0]}`,
    date,
  ]);
  const table = markdown({ head: ['application', 'versions', 'outcome', 'run on'], rows });
  return text.replace(PLACE, () => `<!-- consumers -->\n\n${table}\n\n<!-- /consumers -->`);
}
