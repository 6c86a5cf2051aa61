import { CommanderError } from 'commander';
import { run as setUp } from '../setup/index.mjs';
import { createProgram } from './program';
import type { Entry } from './tree';

/** What is typed behind `npm run mien --`. Returns the exit status: the command's own, or 2 for what is none or fails. */
export async function run(words: readonly string[]): Promise<number> {
  let status = 0;
  const program = createProgram(async (entry, args) => {
    status = await perform(entry, args, program.opts<{ setup: boolean }>().setup);
  });
  try {
    await program.parseAsync(plain(words), { from: 'user' });
    return status;
  } catch (error) {
    // Has said what is wrong, or was asked for help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }
}

async function perform(entry: Entry, args: readonly string[], withSetUp: boolean): Promise<number> {
  if (withSetUp && entry.setUp !== null && !args.includes('--help')) {
    const failed = await setUp(entry.setUp);
    if (failed !== 0) return failed;
  }
  const command = await entry.load();
  return command.run([...(entry.before ?? []), ...args]);
}

/** `help verify` is `verify --help`, which has the command's own text. */
function plain(words: readonly string[]): string[] {
  const [first, ...rest] = words;
  return first === 'help' && rest.length > 0 ? [...rest, '--help'] : [...words];
}
