import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildModels, MANIFEST_PATH } from './build';

export { buildModels, isBuiltHere, readManifest } from './build';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: join(ROOT, 'dist/assets') },
      'write-manifest': { type: 'boolean', default: false },
    },
  });
  const options = { out: resolve(values.out), log: console.log };
  if (values['write-manifest']) {
    await buildModels({ ...options, writeManifest: true });
    execFileSync('npx', ['biome', 'format', '--write', MANIFEST_PATH], { cwd: ROOT, stdio: 'inherit' });
  }
  await buildModels(options);
}
