import { readFileSync } from 'node:fs';
import { csvParseRows } from 'd3-dsv';
import { personOf, type TemplateBlock } from '../photos';
import { type Comparisons, select } from '../statistics';

/**
 * What a review took out. `pair`: the comparison of photos a and b. `photo`: every comparison of photo a.
 * `people`: every comparison between the folders a and b, which hold one person.
 */
export interface Exclusion {
  readonly kind: 'pair' | 'photo' | 'people';
  readonly a: string;
  readonly b: string;
  readonly reason: string;
}

const KINDS: readonly string[] = ['pair', 'photo', 'people'];

/**
 * `kind,a,b,reason` with that header line, or LFW's errata, `view,fold,a,b,note`, each of whose lines is a pair. Lines
 * that begin with # are comments. A name is the end of a path, with or without the file's extension.
 */
export function readExclusions(file: string): Exclusion[] {
  const lines = readFileSync(file, 'utf8').replace(/^#.*\r?\n/gm, '');
  const [header, ...rows] = csvParseRows(lines.trim());
  const errata = header?.join() === 'view,fold,a,b,note';
  if (!errata && header?.join() !== 'kind,a,b,reason') {
    throw new Error(`${file}: the first line must be "kind,a,b,reason" (or LFW's "view,fold,a,b,note")`);
  }
  return rows.map((row) => {
    const [kind, a, b, reason] = errata ? ['pair', row[2], row[3], row[4]] : row;
    if (!KINDS.includes(kind) || !a || !(b || kind === 'photo') || row.length !== header.length) {
      throw new Error(`${file}: this line excludes nothing: ${row.join()}`);
    }
    return { kind: kind as Exclusion['kind'], a, b, reason };
  });
}

/** The photos and the pairs of photos, as indexes into a block, that exclusions name. */
export interface Excluded {
  readonly photos: Uint8Array;
  /** left · photos + right, both ways round. */
  readonly pairs: ReadonlySet<number>;
  /** Photos that are in any of `pairs`. */
  readonly paired: Uint8Array;
  /** Those whose photos are not in the block: a list may serve several parts of a collection. */
  readonly absent: readonly Exclusion[];
}

export function findExcluded(block: TemplateBlock, exclusions: readonly Exclusion[]): Excluded {
  const count = block.paths.length;
  const photos = new Uint8Array(count);
  const paired = new Uint8Array(count);
  const pairs = new Set<number>();
  const absent: Exclusion[] = [];
  const photosBy = byEnding(block.paths.map(withoutExtension));
  const foldersBy = byEnding(block.paths.map(personOf));
  for (const exclusion of exclusions) {
    const { kind, a, b } = exclusion;
    const named = kind === 'people' ? foldersBy : photosBy;
    const [left, right] = [a, b].map((name) => named(kind === 'people' ? name : withoutExtension(name)));
    if (left.length === 0 || (right.length === 0 && kind !== 'photo')) absent.push(exclusion);
    if (kind === 'photo') for (const i of left) photos[i] = 1;
    else for (const i of left) for (const j of right) exclude(i, j);
  }
  return { photos, pairs, paired, absent };

  function exclude(i: number, j: number): void {
    pairs.add(i * count + j).add(j * count + i);
    paired[i] = 1;
    paired[j] = 1;
  }
}

/** 1 for each comparison that stays. */
export function keptBy({ photos, pairs, paired }: Excluded, { left, right }: Comparisons): Uint8Array {
  const kept = new Uint8Array(left.length);
  for (let k = 0; k < kept.length; k++) {
    const [i, j] = [left[k], right[k]];
    if (photos[i] || photos[j]) continue;
    if (paired[i] && paired[j] && pairs.has(i * photos.length + j)) continue;
    kept[k] = 1;
  }
  return kept;
}

export function leaveOut(excluded: Excluded, comparisons: Comparisons): Comparisons {
  return select(comparisons, keptBy(excluded, comparisons));
}

function withoutExtension(path: string): string {
  return path.replace(/\.(jpe?g|png|webp|bmp|avif)$/i, '');
}

/** Finds the indexes whose name is, or ends in, the words after a slash; several different names are an error. */
function byEnding(names: readonly string[]): (ending: string) => readonly number[] {
  const found = new Map<string, number[]>();
  names.forEach((name, i) => {
    const parts = name.split('/');
    parts.forEach((_, from) => {
      const ending = parts.slice(from).join('/');
      const already = found.get(ending);
      if (already) already.push(i);
      else found.set(ending, [i]);
    });
  });
  return (ending) => {
    const indexes = found.get(ending) ?? [];
    const different = new Set(indexes.map((i) => names[i]));
    if (different.size > 1) {
      throw new Error(`"${ending}" of the exclusions may be ${[...different].slice(0, 2).join(' or ')}`);
    }
    return indexes;
  };
}
