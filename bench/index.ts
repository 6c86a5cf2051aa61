import { benchCold } from './cold/command';
import { benchCosine } from './cosine/command';
import { benchGallery } from './gallery/command';
import { servePage } from './page/command';
import { benchThroughput } from './throughput/command';
import { benchVerify } from './verify/command';

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  cosine: benchCosine,
  gallery: benchGallery,
  verify: benchVerify,
  cold: benchCold,
  throughput: benchThroughput,
  page: servePage,
};

const [name, ...args] = process.argv.slice(2);
const command = name === undefined ? undefined : COMMANDS[name];
if (command === undefined) {
  console.error(
    `npm run bench -- <what> [options]; what: ${Object.keys(COMMANDS).join(', ')}; --help for the options of each`,
  );
  process.exitCode = 2;
} else {
  await command(args).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  });
}
