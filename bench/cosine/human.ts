import { match } from '@vladmandic/human';
import type { Contender } from './types';

/** Numbers of a descriptor of human's own model. */
const NUMBERS = 1024;

/** @vladmandic/human's search, with descriptors as long as its own: it compares number by number, whatever they are. */
export function human(probe: Float32Array, rows: number): Contender {
  const long = (template: Float32Array) =>
    Array.from({ length: NUMBERS }, (_, k) => template[k % template.length]);
  const descriptors: number[][] = [];
  const query = long(probe);
  return {
    name: `human match.find (${NUMBERS} numbers)`,
    does: 'search',
    bytes: rows * NUMBERS * 8,
    append: (templates) => {
      for (let at = 0; at < templates.length; at += probe.length) {
        descriptors.push(long(templates.subarray(at, at + probe.length)));
      }
    },
    run: () => match.find(query, descriptors),
  };
}
