import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildModels } from './build';
import { MANIFEST_PATH } from './manifest';

const ROOT = resolve(import.meta.dirname, '../..');

const USAGE = `npm run mien -- models build [options]

Makes the built-in models from npm packages, where they are not there already.

  --out <folder>     where to (default dist/assets)
  --write-manifest   takes hashes, sizes and versions over into models/manifest.json: the build was changed on purpose`;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string', default: join(ROOT, 'dist/assets') },
      'write-manifest': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const options = { out: resolve(values.out), log: console.log };
  if (values['write-manifest']) {
    await buildModels({ ...options, writeManifest: true });
    execFileSync('npx', ['biome', 'format', '--write', MANIFEST_PATH], { cwd: ROOT, stdio: 'inherit' });
  }
  await buildModels(options);
  return 0;
}
