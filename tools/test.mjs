/** `npm test`: sets up what is missing, builds, runs all tests, ends with `N passed, N failed, N skipped`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scratch = mkdtempSync(join(tmpdir(), 'mien-test-'));
const tally = join(scratch, 'tally');

/** @param {string[]} args */
function node(...args) {
  const env = { ...process.env, MIEN_TALLY_FILE: tally };
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env }).status ?? 1;
}

const prepared = node('tools/setup.mjs', '--firefox') || node('--import', 'tsx', 'tools/ensure-built.ts');
const status = prepared || node('node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2));
try {
  console.log(readFileSync(tally, 'utf8'));
} catch {
  console.log('0 passed, 1 failed, 0 skipped'); // the run itself broke before it could count
}
rmSync(scratch, { recursive: true, force: true });
process.exitCode = status;
