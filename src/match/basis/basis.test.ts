import { expect, it } from 'vitest';
import { mulberry32 } from '../../../tools/random';
import { cosine, dot } from '../cosine';
import { Basis, changeBasis } from './basis';
import { gaussians } from './gaussians';

const random = mulberry32(24745);

function bytes(count: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: count }, () => 256 * random());
}

function basis(dimension: number): Basis {
  return new Basis('b', dimension, bytes(Basis.bytes(dimension)));
}

function template(dimension: number): Float32Array {
  const vector = Float32Array.from({ length: dimension }, () => random() - 0.5);
  const length = Math.hypot(...vector);
  return vector.map((each) => each / length);
}

/** The axes of a basis: where it takes the plain ones. */
function axes(of: Basis): Float64Array[] {
  return Array.from({ length: of.dimension }, (_, i) => {
    const axis = new Float64Array(of.dimension);
    axis[i] = 1;
    of.enter(axis);
    return axis;
  });
}

it('has axes of length 1 at right angles', () => {
  for (const dimension of [1, 2, 3, 4, 192, 512]) {
    const all = axes(basis(dimension));
    for (let i = 0; i < dimension; i++)
      for (let k = i; k < dimension; k += 1 + Math.floor(dimension / 50))
        expect(Math.abs(dot(all[i], all[k]) - (i === k ? 1 : 0))).toBeLessThan(1e-14);
  }
});

it('is left as it was entered', () => {
  for (const dimension of [1, 2, 5, 128, 192, 512]) {
    const one = basis(dimension);
    const before = Float64Array.from(template(dimension));
    const vector = before.slice();
    one.enter(vector);
    if (dimension > 5) expect(Math.abs(cosine(vector, before))).toBeLessThan(0.4);
    one.leave(vector);
    for (let i = 0; i < dimension; i++) expect(Math.abs(vector[i] - before[i])).toBeLessThan(1e-14);
  }
});

it('is said by its secret alone, to the last bit', () => {
  const secret = bytes(Basis.bytes(192));
  const [one, two] = [new Basis('a', 192, secret), new Basis('b', 192, secret.slice())];
  const plain = template(192);
  expect(changeBasis(plain, undefined, one)).toEqual(changeBasis(plain, undefined, two));
  secret[7] ^= 1;
  const other = new Basis('a', 192, secret);
  expect(changeBasis(plain, undefined, one)).not.toEqual(changeBasis(plain, undefined, other));
});

it('keeps every cosine, through a hundred renewals, too', () => {
  const templates = Array.from({ length: 30 }, () => template(192));
  const bases = Array.from({ length: 4 }, () => basis(192));
  let worst = 0;
  const plain = (i: number, k: number) => dot(templates[i], templates[k]);
  let from: Basis | undefined;
  let written = templates;
  for (let renewal = 0; renewal < 100; renewal++) {
    const to = bases[renewal % bases.length];
    written = written.map((each) => changeBasis(each, from, to));
    from = to;
    if (renewal !== 0 && renewal !== 99) continue;
    worst = 0;
    for (let i = 0; i < templates.length; i++)
      for (let k = 0; k <= i; k++)
        worst = Math.max(worst, Math.abs(dot(written[i], written[k]) - plain(i, k)));
    expect(worst).toBeLessThan(renewal === 0 ? 2e-7 : 2e-6);
    expect(worst).toBeGreaterThan(0);
  }
});

it('changes nothing from a basis to the same, nor in plain', () => {
  const plain = template(8);
  expect(changeBasis(plain, undefined, undefined)).toBe(plain);
  const one = basis(8);
  expect(changeBasis(plain, one, one)).toBe(plain);
});

it('is drawn evenly: an axis leans to no side, and keeps nothing of the plain one', () => {
  // Of Haar's matrices every entry has mean 0 and variance 1/n, the trace mean 0 and variance 1.
  const [dimension, draws] = [6, 4_000];
  const sums = new Float64Array(dimension ** 2);
  const squares = new Float64Array(dimension ** 2);
  let traces = 0;
  let traceSquares = 0;
  let mirrored = 0;
  for (let draw = 0; draw < draws; draw++) {
    const all = axes(basis(dimension));
    let trace = 0;
    all.forEach((axis, i) => {
      trace += axis[i];
      axis.forEach((each, k) => {
        sums[i * dimension + k] += each;
        squares[i * dimension + k] += each * each;
      });
    });
    traces += trace;
    traceSquares += trace * trace;
    if (determinant(all) < 0) mirrored++;
  }
  // Five standard errors.
  const error = 5 * Math.sqrt(1 / dimension / draws);
  for (const sum of sums) expect(Math.abs(sum / draws)).toBeLessThan(error);
  for (const square of squares)
    expect(Math.abs(square / draws - 1 / dimension)).toBeLessThan((5 * 0.21) / Math.sqrt(draws));
  expect(Math.abs(traces / draws)).toBeLessThan(5 / Math.sqrt(draws));
  expect(Math.abs(traceSquares / draws - 1)).toBeLessThan((5 * Math.SQRT2) / Math.sqrt(draws));
  expect(Math.abs(mirrored / draws - 0.5)).toBeLessThan(2.5 / Math.sqrt(draws));
});

it('makes Gaussian numbers of uniform bytes', () => {
  const count = 100_001;
  const numbers = gaussians(bytes(8 * Math.ceil(count / 2)), count);
  expect(numbers).toHaveLength(count);
  const moment = (power: number) => numbers.reduce((sum, each) => sum + each ** power, 0) / count;
  expect(Math.abs(moment(1))).toBeLessThan(5 / Math.sqrt(count));
  expect(Math.abs(moment(2) - 1)).toBeLessThan((5 * Math.SQRT2) / Math.sqrt(count));
  expect(Math.abs(moment(4) - 3)).toBeLessThan((5 * Math.sqrt(96)) / Math.sqrt(count));
  expect(gaussians(new Uint8Array(16).fill(255), 3).every(Number.isFinite)).toBe(true);
  expect(gaussians(new Uint8Array(16), 3).every(Number.isFinite)).toBe(true);
});

function determinant(rows: readonly Float64Array[]): number {
  const matrix = rows.map((row) => row.slice());
  let product = 1;
  for (let i = 0; i < matrix.length; i++) {
    let pivot = i;
    for (let k = i; k < matrix.length; k++)
      if (Math.abs(matrix[k][i]) > Math.abs(matrix[pivot][i])) pivot = k;
    if (pivot !== i) [matrix[i], matrix[pivot], product] = [matrix[pivot], matrix[i], -product];
    product *= matrix[i][i];
    for (let k = i + 1; k < matrix.length; k++) {
      const factor = matrix[k][i] / matrix[i][i];
      for (let j = i; j < matrix.length; j++) matrix[k][j] -= factor * matrix[i][j];
    }
  }
  return product;
}
