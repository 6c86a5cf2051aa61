import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** The tarball that would be published of what is built. Nothing is built anew: that is `prepack`'s, which packing leaves out here. */
export function pack(): Uint8Array<ArrayBuffer> {
  const folder = mkdtempSync(join(tmpdir(), 'mien-pack-'));
  try {
    const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
    // npm is a script there.
    const shell = process.platform === 'win32';
    const [packed] = JSON.parse(execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', shell }));
    return new Uint8Array(readFileSync(join(folder, packed.filename)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
