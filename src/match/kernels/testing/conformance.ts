import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../../../tools/random';
import { availableKernels, createBlock, type KernelName, topK } from '..';

/** Unit vectors one after another. */
export function unitTemplates(rows: number, dimension: number, seed: number): Float32Array {
  const next = mulberry32(seed);
  const templates = new Float32Array(rows * dimension);
  for (let row = 0; row < rows; row++) {
    const own = templates.subarray(row * dimension, (row + 1) * dimension);
    for (let k = 0; k < dimension; k++) own[k] = next() + next() + next() - 1.5;
    const length = Math.hypot(...own);
    for (let k = 0; k < dimension; k++) own[k] /= length;
  }
  return templates;
}

/** In 64 bits: what the numbers should be. */
function reference(templates: Float32Array, probe: Float32Array): number[] {
  const { length: dimension } = probe;
  return Array.from({ length: templates.length / dimension }, (_, row) =>
    probe.reduce((sum, number, k) => sum + number * templates[row * dimension + k], 0),
  );
}

/** What every kernel must do, whatever it is written in. */
export function testKernels(expected: readonly KernelName[]): void {
  it('runs here, or this environment is not what it is taken for', () => {
    expect(availableKernels()).toEqual(expected);
  });

  describe.each(expected)('%s', (kernel) => {
    const dimensions = fc.constantFrom(1, 4, 31, 32, 33, 100, 128, 256, 512);

    it('is right within its bound, and exact within 32 bits, for any dimension and range of rows', () => {
      fc.assert(
        fc.property(dimensions, fc.nat(2100), fc.nat(), fc.nat(2100), (dimension, rows, seed, start) => {
          const templates = unitTemplates(rows, dimension, seed);
          const probe = unitTemplates(1, dimension, seed + 1);
          const block = createBlock(kernel, dimension);
          block.append(templates);
          const right = reference(templates, probe);
          const from = Math.min(start, rows);
          const out = new Float32Array(rows - from);
          block.scan(probe, from, rows, out);
          const bound = block.errorBound(probe);
          expect(bound).toBeLessThan(0.1);
          for (let row = from; row < rows; row++) {
            const exact = block.exact(probe, row);
            expect(Math.abs(exact - right[row])).toBeLessThanOrEqual((dimension + 2) * 2 ** -24);
            expect(Math.abs(out[row - from] - exact)).toBeLessThanOrEqual(bound);
          }
        }),
        { numRuns: 30 },
      );
    });

    it('keeps its bound for rows of any size and shape, and probes too', () => {
      const number = fc.float({ min: -1e4, max: 1e4, noNaN: true, noDefaultInfinity: true });
      const vector = fc
        .array(number, { minLength: 37, maxLength: 37 })
        .map((numbers) => Float32Array.from(numbers));
      const spike = fc.nat(36).map((at) => new Float32Array(37).fill(1e-3).fill(1, at, at + 1));
      const flat = fc.constantFrom(0, 1, -1).map((value) => new Float32Array(37).fill(value));
      const any = fc.oneof(vector, spike, flat);
      fc.assert(
        fc.property(fc.array(any, { minLength: 1, maxLength: 9 }), any, (rows, probe) => {
          const block = createBlock(kernel, 37);
          for (const row of rows) block.append(row);
          const out = new Float32Array(rows.length);
          block.scan(probe, 0, rows.length, out);
          const bound = block.errorBound(probe);
          rows.forEach((_, row) => {
            expect(Math.abs(out[row] - block.exact(probe, row))).toBeLessThanOrEqual(bound);
          });
        }),
      );
    });

    it('finds the same best rows as a plain search of exact numbers, near ties and copies among them', () => {
      fc.assert(
        fc.property(
          fc.nat(),
          fc.integer({ min: 1, max: 12 }),
          fc.constantFrom(0, 1e-7, 1e-4, 0.02),
          (seed, k, spread) => {
            const dimension = 64;
            const rows = 1500;
            const templates = unitTemplates(rows, dimension, seed);
            const next = mulberry32(seed);
            // A third of the rows crowd about the first.
            for (let i = 0; i < 500; i++) {
              const at = Math.floor(next() * rows) * dimension;
              for (let d = 0; d < dimension; d++) templates[at + d] = templates[d] + (next() - 0.5) * spread;
            }
            const probe = templates.slice(0, dimension);
            const block = createBlock(kernel, dimension);
            block.append(templates);
            const exact = Array.from({ length: rows }, (_, row) => ({
              row,
              similarity: block.exact(probe, row),
            }))
              .sort((a, b) => b.similarity - a.similarity || a.row - b.row)
              .slice(0, k);
            expect(topK(block, probe, k)).toEqual(exact);
          },
        ),
        { numRuns: 40 },
      );
    });

    it('hands over those rows of a range whose numbers are high enough, and no others', () => {
      const block = createBlock(kernel, 192);
      block.append(unitTemplates(9000, 192, 5));
      const probe = unitTemplates(1, 192, 6);
      const out = new Float32Array(9000);
      block.scan(probe, 0, 9000, out);
      for (const [from, to] of [
        [0, 9000],
        [1, 2],
        [4095, 4097],
        [37, 8195],
        [8999, 9000],
        [500, 500],
      ]) {
        const found: [number, number][] = [];
        block.scanAbove(
          probe,
          () => 0.1,
          (row, similarity) => found.push([row, similarity]),
          from,
          to,
        );
        const right = [...out.entries()].filter(
          ([row, similarity]) => row >= from && row < to && similarity >= Math.fround(0.1),
        );
        expect(found).toEqual(right);
      }
    });

    it('gives a row the same number, bit by bit, alone and among others', () => {
      if (kernel.includes('int8')) return; // whose scan is no exact number
      const block = createBlock(kernel, 128);
      block.append(unitTemplates(1031, 128, 5));
      const probe = unitTemplates(1, 128, 6);
      const out = new Float32Array(1031);
      block.scan(probe, 0, 1031, out);
      for (let row = 0; row < 1031; row++) expect(block.exact(probe, row)).toBe(out[row]);
    });

    it('keeps what is appended and removed as a list would', () => {
      const step = fc.oneof(
        fc.record({ append: fc.integer({ min: 1, max: 1500 }), seed: fc.nat() }),
        fc.record({ remove: fc.nat() }),
      );
      fc.assert(
        fc.property(fc.constantFrom(5, 32, 128), fc.array(step, { maxLength: 12 }), (dimension, steps) => {
          const block = createBlock(kernel, dimension);
          const list: Float32Array[] = [];
          for (const each of steps) {
            if ('append' in each) {
              const templates = unitTemplates(each.append, dimension, each.seed);
              block.append(templates);
              for (let i = 0; i < each.append; i++) {
                list.push(templates.slice(i * dimension, (i + 1) * dimension));
              }
            } else if (list.length > 0) {
              const row = each.remove % list.length;
              expect(block.remove(row)).toBe(list.length - 1);
              const last = list.pop();
              if (row < list.length && last) list[row] = last;
            }
          }
          expect(block.rows).toBe(list.length);
          const wrong = list.filter((template, row) => {
            const kept = block.get(row); // a matcher would take seconds for so many numbers
            return template.some((number, k) => kept[k] !== number);
          });
          expect(wrong).toEqual([]);
          const probe = unitTemplates(1, dimension, 9);
          const out = new Float32Array(list.length);
          block.scan(probe, 0, list.length, out);
          const bound = block.errorBound(probe);
          list.forEach((_, row) => {
            expect(Math.abs(out[row] - block.exact(probe, row))).toBeLessThanOrEqual(bound);
          });
        }),
        { numRuns: 25 },
      );
    });

    it('overwrites what it removes', () => {
      const block = createBlock(kernel, 32);
      block.append(unitTemplates(3, 32, 1));
      const last = block.get(2);
      block.remove(0);
      expect([...last]).toEqual(Array(32).fill(0));
    });

    it('holds little more than the rows, and refuses what does not fit', () => {
      const rows = 20_000;
      const block = createBlock(kernel, 128);
      block.reserve(rows);
      block.append(unitTemplates(rows, 128, 3));
      const vectors = rows * 128 * (kernel.includes('int8') ? 5 : 4);
      expect(block.byteLength).toBeLessThan(vectors * 1.1); // and a panel's rest
      expect(() => block.append(new Float32Array(127))).toThrow(RangeError);
      expect(() => block.scan(new Float32Array(127), 0, 1, new Float32Array(1))).toThrow(RangeError);
      if (kernel !== 'js-f32') {
        expect(() => block.reserve(1e9)).toThrow(
          expect.objectContaining({ code: 213, data: { kind: 'out_of_memory' } }),
        );
        expect(block.rows).toBe(rows);
        expect(() => createBlock(kernel, 5000)).toThrow(RangeError);
      }
    });
  });
}
