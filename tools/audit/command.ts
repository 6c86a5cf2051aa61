import { parseArgs } from 'node:util';
import type { AuditProblem } from '../../src/protocol';
import { type Verdict, verifyFile } from '.';

const USAGE = `npm run mien -- audit verify <file> [--head <hash>]

Follows the chain of a log that exportAudit made, and says what is broken and where. It needs no key.

  --head <hash>  the head that was noted elsewhere (checkAudit gives it): also says whether the file ends there

Exit status: 0 whole, 1 broken, 2 no such file.
`;

/** Follows the chain of an exported audit log. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { head: { type: 'string' }, help: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.help || positionals.length !== 1) {
    (values.help ? console.log : console.error)(USAGE);
    return values.help ? 0 : 2;
  }
  const verdict = await verifyFile(positionals[0]);
  const broken = [...verdict.problems.map(say), ...ending(verdict, values.head)];
  const { appid, created, entries, first, end } = verdict;
  console.log(`audit log of "${appid}", exported ${created}: ${entries} entries, from ${first} on`);
  for (const each of broken) console.log(`broken: ${each}`);
  if (broken.length > 0) return 1;
  console.log(`whole: entries ${first} to ${end?.last}, head ${end?.head}`);
  return 0;
}

function ending({ end }: Verdict, head: string | undefined): string[] {
  if (end === null) return ['the file is cut off: its last line is missing'];
  if (head === undefined || head === end.head) return [];
  return [`the file ends with head ${end.head}, not with the one that was given`];
}

function say({ n, problem, until }: AuditProblem): string {
  switch (problem) {
    case 'missing':
      return until === undefined ? `entry ${n} is missing` : `entries ${n} to ${until} are missing`;
    case 'changed':
      return `entry ${n} was changed, or what follows it`;
    case 'order':
      return `entry ${n} stands where it does not belong`;
    case 'damaged':
      return `what stands in the place of entry ${n} is no entry`;
    case 'beyond':
      return `nothing vouches for entry ${n} and those after it`;
  }
}
