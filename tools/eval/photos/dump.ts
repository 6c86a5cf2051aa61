import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { StageTimings } from '../../../src/protocol';
import { type RunOrigin, requireOrigin } from './origin';

/** Template per picture, paths relative to the images folder with forward slashes; null = no face found. */
export type Templates = Map<string, Float32Array | null>;

/** A file `{images: {path: number[] | null}}`; what stands beside `images` is optional, for this tool alone. */
export interface Dump {
  /** null: the file does not say. */
  readonly origin: RunOrigin | null;
  readonly images: Templates;
  /** Size of the photo behind a template, by its path. */
  readonly bytes: Map<string, number>;
  /** Pictures that could not be used for another reason than "no face", and the reason. Null among `images`. */
  readonly unreadable: Map<string, string>;
  readonly timingsMs: Map<string, StageTimings>;
  /** Where the pictures were embedded, a line for each run that was broken off. */
  readonly environments: string[];
}

function emptyDump(origin: RunOrigin): Dump {
  return {
    origin,
    images: new Map(),
    bytes: new Map(),
    unreadable: new Map(),
    timingsMs: new Map(),
    environments: [],
  };
}

/**
 * Reads the dump of an earlier run of `origin`, or starts one. Throws when the file is no dump or belongs to another
 * model, alignment, backend or build. A file that says nothing of its origin is taken as it is.
 */
export function openDump(file: string | undefined, origin: RunOrigin, dimension: number): Dump {
  if (file === undefined || !existsSync(file)) return emptyDump(origin);
  const dump = parseDump(file);
  if (dump.origin) requireOrigin(file, dump.origin, origin);
  for (const [path, template] of dump.images) {
    if (template && template.length !== dimension) {
      throw new Error(
        `${file}: ${path} has ${template.length} numbers, templates of ${origin.model} ${dimension}`,
      );
    }
  }
  return dump;
}

/** In one step: a run that is broken off leaves the old file or the new one. */
export function writeDump(file: string, dump: Dump): void {
  mkdirSync(dirname(file), { recursive: true });
  const images = Object.fromEntries([...dump.images].map(([path, t]) => [path, t && [...t]]));
  const { origin, environments } = dump;
  const timingsMs = Object.fromEntries(dump.timingsMs);
  const unreadable = Object.fromEntries(dump.unreadable);
  const bytes = Object.fromEntries(dump.bytes);
  const text = JSON.stringify({
    ...(origin && { origin, environments, unreadable, timingsMs, bytes }),
    images,
  });
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}

function parseDump(file: string): Dump {
  let content: {
    images?: Record<string, number[] | null>;
    origin?: RunOrigin;
    bytes?: Record<string, number>;
    unreadable?: Record<string, string>;
    timingsMs?: Record<string, StageTimings>;
    environments?: string[];
  };
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file} is no JSON`, { cause });
  }
  const {
    images,
    origin = null,
    bytes = {},
    unreadable = {},
    timingsMs = {},
    environments = [],
  } = content ?? {};
  if (typeof images !== 'object' || images === null)
    throw new Error(`${file} has no "images": it is no dump`);
  return {
    origin,
    images: new Map(Object.entries(images).map(([path, t]) => [path, templateOf(t, `${file}: ${path}`)])),
    bytes: new Map(Object.entries(bytes)),
    unreadable: new Map(Object.entries(unreadable)),
    timingsMs: new Map(Object.entries(timingsMs)),
    environments,
  };
}

function templateOf(numbers: unknown, where: string): Float32Array | null {
  if (numbers === null) return null;
  if (!Array.isArray(numbers) || !numbers.every(Number.isFinite)) {
    throw new Error(`${where} is neither null nor a list of numbers`);
  }
  return Float32Array.from(numbers as number[]);
}
