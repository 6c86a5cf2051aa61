import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One part of a report. A report is a list of these, each made by a function of what it shows. */
export interface Section {
  readonly title: string;
  /** Markdown. Pictures are named by their file. */
  readonly body: string;
  /** File name → SVG. */
  readonly pictures?: Readonly<Record<string, string>>;
  /** What result.json holds of it, under keys that no other section uses. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Writes report.md, result.json and the pictures. */
export function writeReport(out: string, title: string, sections: readonly Section[]): void {
  mkdirSync(out, { recursive: true });
  const data: Record<string, unknown> = {};
  for (const section of sections) {
    for (const [key, value] of Object.entries(section.data)) {
      if (key in data) throw new Error(`two sections of the report have "${key}"`);
      data[key] = value;
    }
    for (const [file, svg] of Object.entries(section.pictures ?? {})) writeFileSync(join(out, file), svg);
  }
  const parts = sections.map((section) => `## ${section.title}\n\n${section.body.trim()}\n`);
  writeFileSync(join(out, 'report.md'), [`# ${title}\n`, ...parts].join('\n'));
  writeFileSync(join(out, 'result.json'), `${JSON.stringify(data, null, 2)}\n`);
}
