import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdown } from '../tables';

interface DecisionRecord {
  readonly file: string;
  readonly number: string;
  readonly title: string;
  readonly status: string;
  readonly outcome: string;
}

/** How a record begins. What follows is free. */
const HEAD = /^# (?<number>\d{3}) — (?<title>.+)\n\nStatus: (?<status>.+)\.\nOutcome: (?<outcome>.+\.)\n\n/;
const STATUS = /^(in force|superseded by \[\d{3}\]\(.+\)|withdrawn), \d{4}-\d\d-\d\d\b/;

/** docs/decisions/README.md as it should be now. Throws where a record does not begin as it must. */
export function decisionIndex(folder: string): string {
  const records = readdirSync(folder)
    .filter((file) => /^\d{3}-.+\.md$/.test(file))
    .sort()
    .map((file) => readRecord(file, readFileSync(join(folder, file), 'utf8')));
  const rows = records.map(({ number, file, title, status, outcome }) => [
    `[${number}](${file})`,
    title,
    status,
    outcome,
  ]);
  return `# Decisions

Why things are as they are, with the measurement. A change that goes against a record brings a new one; the older then says by which it
is superseded, and stays. \`npm run docs\` writes this table from the first lines of the records.

${markdown({ head: ['number', 'title', 'status', 'outcome'], rows })}
`;
}

/** Throws where the text does not begin as a record must. */
export function readRecord(file: string, text: string): DecisionRecord {
  const { number, title, status, outcome } = HEAD.exec(text)?.groups ?? {};
  if (number === undefined || !file.startsWith(`${number}-`)) {
    throw new Error(
      `docs/decisions/${file} must begin with "# NNN — Title", and after a blank line "Status: … ." and "Outcome: … ."`,
    );
  }
  if (!STATUS.test(status)) {
    throw new Error(
      `docs/decisions/${file}: a status is "in force, DATE", "superseded by [NNN](file), DATE" or "withdrawn, DATE"`,
    );
  }
  return { file, number, title, status, outcome };
}
