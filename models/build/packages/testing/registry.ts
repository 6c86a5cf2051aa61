import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { create } from 'tar';
import { temporaryFolder } from '../../testing';

/** A server on this machine that answers as a registry, or a proxy, would. */
export interface Registry {
  readonly address: string;
  /** What it was asked for: path, or address where it was asked as a proxy, and who asked. */
  readonly asked: { readonly url: string; readonly authorization: string | undefined }[];
  /** What it answers; a tarball, until it is told otherwise. */
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  close(): Promise<void>;
}

export async function startRegistry(tarball: Uint8Array): Promise<Registry> {
  const asked: Registry['asked'] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', authorization: request.headers.authorization });
    registry.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const registry: Registry = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    answer: (_, response) => response.setHeader('content-length', tarball.length).end(tarball),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return registry;
}

/** A package's tarball as npm packs it, and its integrity. */
export async function pack(
  files: Readonly<Record<string, Uint8Array>>,
): Promise<{ tarball: Uint8Array; integrity: string }> {
  const folder = await temporaryFolder();
  try {
    for (const [path, contents] of Object.entries(files)) {
      await mkdir(dirname(join(folder, 'package', path)), { recursive: true });
      await writeFile(join(folder, 'package', path), contents);
    }
    const file = join(folder, 'package.tgz');
    await create({ file, cwd: folder, gzip: true, portable: true }, ['package']);
    const tarball = await readFile(file);
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
    return { tarball, integrity };
  } finally {
    await rm(folder, { recursive: true });
  }
}
