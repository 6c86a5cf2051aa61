import type { Contender } from './types';

/** What most code on the web does: arrays of arrays, and the whole cosine each time. */
export function nestedArrays(probe: Float32Array, rows: number): Contender {
  const templates: number[][] = [];
  const query = [...probe];
  const out = new Float64Array(rows);
  return {
    name: 'number[][], full cosine',
    does: 'scan',
    bytes: rows * probe.length * 8,
    append: (more) => {
      for (let at = 0; at < more.length; at += probe.length)
        templates.push([...more.subarray(at, at + probe.length)]);
    },
    run: () => {
      for (let row = 0; row < templates.length; row++) out[row] = cosine(query, templates[row]);
    },
    similarities: () => out,
  };
}

/** The same with typed rows of their own, and unit length taken for granted. */
export function typedRows(probe: Float32Array, rows: number): Contender {
  const templates: Float32Array[] = [];
  const out = new Float64Array(rows);
  return {
    name: 'Float32Array rows',
    does: 'scan',
    bytes: rows * probe.length * 4,
    append: (more) => {
      for (let at = 0; at < more.length; at += probe.length)
        templates.push(more.slice(at, at + probe.length));
    },
    run: () => {
      for (let row = 0; row < templates.length; row++) {
        const template = templates[row];
        let sum = 0;
        for (let k = 0; k < probe.length; k++) sum += probe[k] * template[k];
        out[row] = sum;
      }
    },
    similarities: () => out,
  };
}

function cosine(a: readonly number[], b: readonly number[]): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let k = 0; k < a.length; k++) {
    ab += a[k] * b[k];
    aa += a[k] * a[k];
    bb += b[k] * b[k];
  }
  return ab / Math.sqrt(aa * bb);
}
