import { ensureBuilt } from '../../tools/build';
import { benchCold } from '../cold/command';
import { benchCosine } from '../cosine/command';
import { benchGallery } from '../gallery/command';
import { benchMainThread } from '../main-thread/command';
import { benchMemory } from '../memory/command';
import { servePage } from '../page/command';
import { benchThroughput } from '../throughput/command';
import { benchVerify } from '../verify/command';

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  cosine: benchCosine,
  gallery: benchGallery,
  verify: benchVerify,
  cold: benchCold,
  throughput: benchThroughput,
  memory: benchMemory,
  'main-thread': benchMainThread,
  page: servePage,
};

/** What runs when nothing is named: all but the page, the quick ones first. */
const ALL = ['verify', 'cold', 'main-thread', 'memory', 'throughput', 'cosine', 'gallery'];

const [name = 'all', ...args] = process.argv.slice(2);
const commands = name === 'all' || name.startsWith('--') ? ALL : [name];
try {
  if (!args.includes('--help')) await ensureBuilt((line) => console.error(`[build] ${line}`));
  for (const each of commands) {
    const command = COMMANDS[each];
    if (command === undefined) {
      const known = Object.keys(COMMANDS).join(', ');
      throw new Error(`npm run bench -- <what> [options]; what: ${known}; --help for the options of each`);
    }
    if (commands.length > 1) console.error(`\n== ${each}`);
    await command(name.startsWith('--') ? [name, ...args] : args);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
