import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { markdown } from '../tables';
import { circumstances, type Report, tablesOf } from './report';

const ROOT = resolve(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'report/lighthouse');
const PAGE = join(ROOT, 'docs/measured/demo.md');

const PLACE = /<!-- lighthouse -->.*<!-- \/lighthouse -->/s;

/** Into report/lighthouse/, and where that is asked for into the page of the documentation. */
export function writeReports(report: Report, intoDocs: boolean): void {
  const text = asMarkdown(report);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  const findings = report.findings.map((finding) => `- ${finding}\n`).join('');
  writeFileSync(join(FOLDER, 'report.md'), `# Lighthouse\n\n${text}\n\n${findings}`);
  if (intoDocs) writeFileSync(PAGE, withReport(readFileSync(PAGE, 'utf8'), text));
}

function asMarkdown(report: Report): string {
  const [scores, times] = tablesOf(report);
  return [circumstances(report), markdown(scores), markdown(times)].join('\n\n');
}

function withReport(page: string, text: string): string {
  if (!PLACE.test(page)) throw new Error('docs/measured/demo.md has no place for Lighthouse’s table');
  return page.replace(PLACE, () => `<!-- lighthouse -->\n\n${text}\n\n<!-- /lighthouse -->`);
}
