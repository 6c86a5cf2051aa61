import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Template per picture, paths relative to the images folder with forward slashes; null = no face found. */
export type Templates = Map<string, Float32Array | null>;

/** Reads `{images: {path: number[] | null}}`; nothing where there is no file. */
export function readDump(file: string): Templates {
  if (!existsSync(file)) return new Map();
  const { images } = JSON.parse(readFileSync(file, 'utf8')) as { images: Record<string, number[] | null> };
  return new Map(Object.entries(images).map(([path, t]) => [path, t && Float32Array.from(t)]));
}

export function writeDump(file: string, templates: Templates): void {
  mkdirSync(dirname(file), { recursive: true });
  const images = Object.fromEntries([...templates].map(([path, t]) => [path, t && [...t]]));
  writeFileSync(file, JSON.stringify({ images }));
}
