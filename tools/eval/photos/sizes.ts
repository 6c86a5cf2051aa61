import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Dump } from './dump';

/** Remembers which photo a template comes from: by its size, which is there without reading it. */
export function noteSize(dump: Dump, images: string, path: string): void {
  dump.bytes.set(path, sizeOf(images, path));
}

/** Throws when a photo is another than the one of that name in the dump: changed since, or of another folder. */
export function requireSameSizes(dump: Dump, images: string, paths: readonly string[]): void {
  for (const path of paths) {
    const [before, now] = [dump.bytes.get(path), sizeOf(images, path)];
    if (before === undefined || before === now) continue;
    throw new Error(
      `${join(images, path)} has ${now} bytes, the photo of that name in the dump had ${before}: name another dump or delete it`,
    );
  }
}

function sizeOf(images: string, path: string): number {
  return statSync(join(images, path)).size;
}
