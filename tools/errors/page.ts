import { CODES, ERROR_NAMES, type ErrorCode, headingOf } from '../../src/protocol';
import { type Advice, type AdviceTable, isAdvice } from './advice';

/** How the three parts of an advice are called. */
export type Titles = readonly [happened: string, say: string, todo: string];

/** A section per code, and one per kind where a code stands for several things. Their anchors are what `error.help` names. */
export function errorSections(table: AdviceTable, titles: Titles): string {
  return Object.entries(CODES)
    .map(([name, code]) => section(name, code, table, titles))
    .join('\n\n');
}

function section(name: string, code: ErrorCode, table: AdviceTable, titles: Titles): string {
  const head = `## ${String(code).replace('-', '−')} ${name} {#${headingOf(code)}}\n\n\`${ERROR_NAMES[code]}\``;
  const advice: Advice | Readonly<Record<string, Advice>> = table[code];
  if (isAdvice(advice)) return `${head}\n\n${list(advice, titles)}`;
  const kinds = Object.entries(advice).map(
    ([kind, each]) => `### \`${kind}\` {#${headingOf(code, kind)}}\n\n${list(each, titles)}`,
  );
  return [head, ...kinds].join('\n\n');
}

const list = (advice: Advice, titles: Titles) =>
  advice.map((text, i) => `- **${titles[i]}** ${text}`).join('\n');
