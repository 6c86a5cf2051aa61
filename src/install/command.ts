import { parseArgs } from 'node:util';
import type { AssetsList, Backend } from '../protocol';
import { type Installed, install } from './install';
import { type AssetsPlan, planAssets } from './plan';

const USAGE = `npx mien assets <folder> [options]

Copies what mien loads at run time into a folder that your server offers, say public/mien for createEngine({ assets: '/mien/' }).
Run it again whenever you like, as "prebuild" say: what is right is left alone, and what an earlier run wrote and is not needed any more
is removed. Needs no network.

  --model <id>               instead of the package’s own choice; several times for several, the first being the default
  --backend wasm | webgpu    only what that one takes; createEngine is then given the same backend
  --no-mesh                  without the face mesh, 1.2 MB: shape, and detect with mesh, then reject with 213
  --compress                 a brotli and a gzip form beside each file, for servers that send those

Exit status: 0, or 2 with a message where something is wrong.`;

/** `npx mien …`. Returns the exit status. */
export async function run(
  args: readonly string[],
  log: (line: string) => void = console.log,
  complain: (line: string) => void = console.error,
): Promise<number> {
  const [command, ...rest] = args;
  if (command === undefined || command === 'help' || args.includes('--help')) {
    log(USAGE);
    return 0;
  }
  try {
    if (command !== 'assets') throw new Error(`there is no command "${command}": npx mien assets <folder>`);
    await copyAssets(rest, log);
    return 0;
  } catch (error) {
    complain(`mien: ${explained(error)}`);
    return 2;
  }
}

async function copyAssets(args: string[], log: (line: string) => void): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      model: { type: 'string', multiple: true },
      backend: { type: 'string' },
      'no-mesh': { type: 'boolean', default: false },
      compress: { type: 'boolean', default: false },
    },
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || folder === '' || more.length > 0)
    throw new Error('give one folder: npx mien assets public/mien');
  const plan = await planAssets({
    models: values.model,
    mesh: !values['no-mesh'],
    backend: backendOf(values.backend),
  });
  const done = await install(plan, folder, values.compress);
  for (const line of report(folder, plan, done)) log(line);
}

function backendOf(text: string | undefined): Backend | undefined {
  if (text === undefined || text === 'wasm' || text === 'webgpu') return text;
  throw new Error(`--backend is "wasm" or "webgpu", not "${text}"`);
}

function report(folder: string, { list, models }: AssetsPlan, done: Installed): string[] {
  const { written, removed, kept, before } = done;
  const changes = [
    ...(written.length > 0 ? [`${written.length} files written`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed that ${before} had`] : []),
  ];
  return [
    `${folder}: mien ${list.release}, ${models.join(', ')}, ${list.backends.join(' and ')}: ${changes.join(', ') || 'up to date'}`,
    ...sizes(list),
    ...kept.map((path) => `${path} is not of this release, and not removed: somebody has changed it`),
  ];
}

/** A line for each kind of file, and one for all. */
function sizes({ files }: AssetsList): string[] {
  const kinds = new Map<string, { raw: number; brotli: number }>();
  const all = { raw: 0, brotli: 0 };
  for (const [path, { bytes, brotli }] of Object.entries(files)) {
    const kind = /^(models|runtimes)\//.exec(path)?.[1] ?? 'scripts';
    const sum = kinds.get(kind) ?? { raw: 0, brotli: 0 };
    kinds.set(kind, sum);
    for (const each of [sum, all]) {
      each.raw += bytes;
      each.brotli += brotli;
    }
  }
  return [...kinds, ['together', all] as const].map(
    ([kind, { raw, brotli }]) => `  ${kind.padEnd(9)} ${megabytes(raw)} MB, ${megabytes(brotli)} with brotli`,
  );
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1).padStart(5);
}

/** What a person can do something about. */
function explained(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  const path = 'path' in error ? String(error.path) : '';
  if (code === 'EEXIST' || code === 'ENOTDIR') return `${path} is a file, where a folder is needed`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return `${path} may not be written`;
  if (code === 'ENOSPC') return 'the disk is full';
  return error.message;
}
