import { bytesOfGaussians, gaussians } from './gaussians';

/**
 * Secret axes in which templates are written: an orthogonal matrix, drawn evenly from all of them (Haar), that changes no cosine. It is a
 * product of `dimension` − 1 Householder reflections, each of one number fewer than the one before, and of signs (Stewart 1980): half as many
 * multiplications as with reflections of full length, whose product is not even: docs/decisions/062.
 */
export class Basis {
  /** Not secret: what a record says of how it is written. */
  readonly name: string;
  readonly dimension: number;
  /** The reflections' unit vectors one after another, of `dimension`, `dimension` − 1 … 2 numbers. */
  readonly #vectors: Float64Array;
  readonly #signs: Float64Array;

  /** `secret`: `Basis.bytes(dimension)` uniform bytes, which say all. */
  constructor(name: string, dimension: number, secret: Uint8Array<ArrayBuffer>) {
    this.name = name;
    this.dimension = dimension;
    this.#vectors = gaussians(secret, numbersOf(dimension));
    this.#signs = new Float64Array(dimension);
    for (let first = 0, at = 0; first < dimension; at += dimension - first, first++)
      this.#signs[first] = reflector(this.#vectors.subarray(at, at + dimension - first));
  }

  /** Uniform bytes that make a basis. */
  static bytes(dimension: number): number {
    return bytesOfGaussians(numbersOf(dimension));
  }

  /** Writes a plain vector in this basis, in place. */
  enter(vector: Float64Array): void {
    const { dimension } = this;
    for (let i = 0; i < dimension; i++) vector[i] *= this.#signs[i];
    for (let first = dimension - 2, at = this.#vectors.length - 1; first >= 0; first--) {
      at -= dimension - first;
      this.#reflect(vector, first, at);
    }
  }

  /** The plain vector of one that is written in this basis, in place. */
  leave(vector: Float64Array): void {
    const { dimension } = this;
    for (let first = 0, at = 0; first < dimension - 1; at += dimension - first, first++)
      this.#reflect(vector, first, at);
    for (let i = 0; i < dimension; i++) vector[i] *= this.#signs[i];
  }

  /** Mirrors the numbers from `first` on, by the unit vector that lies at `at`. */
  #reflect(vector: Float64Array, first: number, at: number): void {
    const vectors = this.#vectors;
    const shift = at - first;
    let sum = 0;
    for (let i = first; i < vector.length; i++) sum += vectors[shift + i] * vector[i];
    for (let i = first; i < vector.length; i++) vector[i] -= 2 * sum * vectors[shift + i];
  }
}

/**
 * A unit template in another basis; none: in plain. It is the same array where nothing changes. Every cosine stays, but for the rounding of the
 * template's numbers to 32 bits.
 */
export function changeBasis(
  template: Float32Array,
  from: Basis | undefined,
  to: Basis | undefined,
): Float32Array {
  if (from === to) return template;
  const vector = Float64Array.from(template);
  from?.leave(vector);
  to?.enter(vector);
  return Float32Array.from(vector);
}

function numbersOf(dimension: number): number {
  return (dimension * (dimension + 1)) / 2;
}

/**
 * Makes of Gaussian numbers the unit vector of the reflection that takes them to the first axis, as QR decomposition does (Golub and Van Loan,
 * 5.1.3). Returns the sign that makes R's diagonal positive, without which Q is not Haar's.
 */
function reflector(vector: Float64Array): number {
  const sign = vector[0] < 0 ? -1 : 1;
  vector[0] += sign * lengthOf(vector);
  const length = lengthOf(vector);
  for (let i = 0; i < vector.length; i++) vector[i] /= length;
  return vector.length === 1 ? sign : -sign;
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, each) => sum + each * each, 0));
}
