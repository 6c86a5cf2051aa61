import { chmodSync, cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { extract } from 'tar';
import { type Consumer, SHARED } from './consumer';
import { perform } from './perform';

const MODULES = resolve(import.meta.dirname, '../../node_modules');

export interface Prepared {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A fresh folder with the consumer's sources and the package installed. `fromRegistry`: everything is installed as a user does it; else
 * the tarball alone, and tools are this repository's, so that no network is needed.
 */
export async function prepare(
  consumer: Consumer,
  tarball: string,
  folder: string,
  fromRegistry: boolean,
): Promise<Prepared> {
  cpSync(consumer.folderOfSources, folder, { recursive: true });
  cpSync(SHARED, join(folder, 'shared'), { recursive: true });
  if (!existsSync(join(folder, 'index.html'))) cpSync(join(SHARED, 'index.html'), join(folder, 'index.html'));
  cpSync(tarball, join(folder, 'mien.tgz'));
  const bin = join(folder, 'node_modules/.bin');
  if (fromRegistry) {
    await perform('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
  } else {
    await unpack(join(folder, 'mien.tgz'), join(folder, 'node_modules/mien'));
    mkdirSync(bin);
    symlinkSync(join(folder, 'node_modules/mien/dist/cli.js'), join(bin, 'mien'));
    for (const name of Object.keys(consumer.dependencies).filter((each) => each !== 'mien')) {
      const link = join(folder, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(MODULES, name), link, 'junction');
    }
  }
  const path = [bin, ...(fromRegistry ? [] : [join(MODULES, '.bin')]), process.env.PATH ?? ''].join(
    delimiter,
  );
  // As in a user's shell, not in a test runner's mode.
  return { folder, env: { PATH: path, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } };
}

/** As npm does it, which makes the command one that can be run. */
export async function unpack(tarball: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await extract({ file: tarball, cwd: folder, strip: 1 });
  chmodSync(join(folder, 'dist/cli.js'), 0o755);
}
