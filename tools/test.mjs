/** `npm test`: sets up what is missing, builds, runs all tests, ends with `N passed, N failed, N skipped`. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endMarked, MARK } from './host/processes.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scratch = mkdtempSync(join(tmpdir(), 'mien-test-'));
const tally = join(scratch, 'tally');
const run = randomUUID();

/**
 * @param {string[]} args
 * @returns {Promise<number>}
 */
function node(...args) {
  const env = { ...process.env, MIEN_TALLY_FILE: tally, [MARK]: run };
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (code) => resolve(code ?? 1));
  });
}

function finish() {
  endMarked(run);
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    finish();
    process.exit(1);
  });
}

const status =
  (await node('tools/setup.mjs', '--firefox', '--nats')) ||
  (await node('--import', 'tsx', 'tools/ensure-built.ts', '--site')) ||
  (await node('node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)));
try {
  console.log(readFileSync(tally, 'utf8'));
} catch {
  console.log('0 passed, 1 failed, 0 skipped'); // the run itself broke before it could count
}
finish();
process.exitCode = status;
