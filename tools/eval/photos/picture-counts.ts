import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { csvParse } from 'd3-dsv';

/** A line of a list of pictures with what they show. */
export interface CountedPicture {
  /** Joined to the list's folder. */
  readonly file: string;
  readonly category: string;
  /** What the engine should do with it: `decode`, or a code. */
  readonly expect: string;
  /** A number, empty when nobody counted, or what stands for a face: `statue`. */
  readonly faces: string;
}

/** Columns `file` and `faces`, in any order; `category` and `expect` are empty where there are none. */
export function readCountedPictures(csv: string): CountedPicture[] {
  const rows = csvParse(readFileSync(csv, 'utf8').trim());
  for (const column of ['file', 'faces']) {
    if (!rows.columns.includes(column)) throw new Error(`${csv}: there is no column "${column}"`);
  }
  return rows.map(({ file, category = '', expect = '', faces }) => ({
    file: join(dirname(csv), file),
    category,
    expect,
    faces,
  }));
}
