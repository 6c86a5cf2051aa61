import { OnnxBuilder } from '../onnx';
import type { Ir, Layer, Source, Span } from './read-ir';

/** Bytes of one number, by the names of version 5 and of later ones. */
const ELEMENT_BYTES: Readonly<Record<string, number>> = {
  FP16: 2,
  f16: 2,
  FP32: 4,
  f32: 4,
  I32: 4,
  i32: 4,
  I64: 8,
  i64: 8,
};

/** Writes the nodes of one layer; gives the name of the ONNX value that its output becomes. */
export type Operator = (layer: Layer, graph: Graph) => string;

/** An IR on its way to ONNX: every layer is written once, after those that feed it. */
export class Graph {
  readonly onnx = new OnnxBuilder();
  readonly #ir: Ir;
  readonly #bin: Uint8Array;
  readonly #operators: Readonly<Record<string, Operator>>;
  /** Name of the value that a layer gives; null while it is being written. */
  readonly #written = new Map<string, string | null>();

  constructor(ir: Ir, bin: Uint8Array, operators: Readonly<Record<string, Operator>>) {
    this.#ir = ir;
    this.#bin = bin;
    this.#operators = operators;
  }

  /** The ONNX value that feeds an input. */
  value(source: Source | undefined): string {
    const layer = this.layer(source);
    const known = this.#written.get(layer.id);
    if (known === null) throw new Error(`OpenVINO IR: layer ${layer.name} feeds itself`);
    if (known !== undefined) return known;
    const operator = Object.hasOwn(this.#operators, layer.type) ? this.#operators[layer.type] : undefined;
    if (!operator) {
      const supported = Object.keys(this.#operators).join(', ');
      throw new Error(
        `OpenVINO IR: layer ${layer.name} is of type ${layer.type}, which is not supported in ` +
          `version ${this.#ir.version} (${supported} are)`,
      );
    }
    this.#written.set(layer.id, null);
    const value = operator(layer, this);
    this.#written.set(layer.id, value);
    return value;
  }

  layer(source: Source | undefined): Layer {
    const layer = source && this.#ir.layers.get(source.layer);
    if (!layer) throw new Error('OpenVINO IR: a layer lacks an input');
    return layer;
  }

  /** Writes weights in their own precision. Throws unless the span holds just that many numbers. */
  weights(name: string, precision: string, span: Span, dims: readonly number[]): string {
    const bytes = this.#bytes(name, precision, span, dims);
    switch (ELEMENT_BYTES[precision]) {
      case 2:
        return this.onnx.halves(name, dims, bytes);
      default:
        if (precision === 'FP32' || precision === 'f32') {
          return this.onnx.constant(name, 'float32', dims, bytes);
        }
        throw new Error(`OpenVINO IR: weights of layer ${name} are ${precision}, neither FP16 nor FP32`);
    }
  }

  /** Whole numbers: axes, an order, a shape. */
  integers(name: string, precision: string, span: Span, dims: readonly number[]): number[] {
    const bytes = this.#bytes(name, precision, span, dims);
    const view = new DataView(bytes.buffer);
    if (precision === 'i64' || precision === 'I64') {
      return Array.from({ length: bytes.length / 8 }, (_, i) => Number(view.getBigInt64(8 * i, true)));
    }
    if (precision === 'i32' || precision === 'I32') {
      return Array.from({ length: bytes.length / 4 }, (_, i) => view.getInt32(4 * i, true));
    }
    throw new Error(`OpenVINO IR: layer ${name} is ${precision}, where whole numbers are needed`);
  }

  /** How many numbers a span holds. */
  count(name: string, precision: string, { size }: Span): number {
    return size / this.#elementBytes(name, precision);
  }

  #elementBytes(name: string, precision: string): number {
    const bytes = Object.hasOwn(ELEMENT_BYTES, precision) ? ELEMENT_BYTES[precision] : undefined;
    if (bytes === undefined) throw new Error(`OpenVINO IR: layer ${name} has precision "${precision}"`);
    return bytes;
  }

  /** A copy, which lies where its numbers can be read. */
  #bytes(name: string, precision: string, { offset, size }: Span, dims: readonly number[]): Uint8Array {
    const needed = product(dims) * this.#elementBytes(name, precision);
    if (size !== needed) {
      throw new Error(
        `OpenVINO IR: layer ${name} has ${size} bytes of weights, but [${dims}] in ${precision} needs ${needed}`,
      );
    }
    if (offset + size > this.#bin.length) {
      throw new Error(
        `OpenVINO IR: the weights of layer ${name} end at byte ${offset + size}, but the .bin file has only ` +
          `${this.#bin.length}: it is cut off, or belongs to another .xml`,
      );
    }
    return new Uint8Array(this.#bin.subarray(offset, offset + size));
  }
}

/** Unique, and found again in the IR. */
export function valueName({ id, name }: Layer): string {
  return `${id}/${name}`;
}

export function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}
