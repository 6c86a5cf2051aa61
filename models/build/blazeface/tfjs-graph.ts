/** An attribute of a TensorFlow node, in the JSON form of `AttrValue` that tfjs-converter reads. */
export type Attribute =
  | { readonly s: string }
  | { readonly i: number }
  | { readonly b: boolean }
  | { readonly type: 'DT_FLOAT' | 'DT_INT32' }
  | { readonly shape: TensorShape }
  | { readonly list: { readonly i: readonly number[] } | { readonly s: readonly string[] } };

interface TensorShape {
  readonly dim: readonly { readonly size: number }[];
}

interface NodeDef {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr: Readonly<Record<string, Attribute>>;
}

/** A weight as it lies in the weights file, little-endian and row-major. */
export interface Weight {
  /** `float16` is widened to float32 when the model is loaded. */
  readonly type: 'float32' | 'float16' | 'int32';
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** Protobuf's JSON form writes bytes, and therefore TensorFlow's strings, as base64. */
const base64 = (text: string) => Buffer.from(text).toString('base64');

export const attribute = {
  string: (value: string): Attribute => ({ s: base64(value) }),
  strings: (values: readonly string[]): Attribute => ({ list: { s: values.map(base64) } }),
  int: (value: number): Attribute => ({ i: value }),
  ints: (values: readonly number[]): Attribute => ({ list: { i: values } }),
  bool: (value: boolean): Attribute => ({ b: value }),
} as const;

const FLOAT: Attribute = { type: 'DT_FLOAT' };

function tensorShape(shape: readonly number[]): TensorShape {
  return { dim: shape.map((size) => ({ size })) };
}

/** Collects nodes in execution order and writes what tfjs-converter's `loadGraphModel` reads. */
export class GraphBuilder {
  readonly #nodes: NodeDef[] = [];
  readonly #weights: (Weight & { readonly name: string })[] = [];

  placeholder(name: string, shape: readonly number[]): void {
    this.#nodes.push({
      name,
      op: 'Placeholder',
      attr: { dtype: FLOAT, shape: { shape: tensorShape(shape) } },
    });
  }

  constant(name: string, weight: Weight): string {
    if (!this.#weights.some((other) => other.name === name)) {
      this.#weights.push({ name, ...weight });
      const dtype: Attribute = weight.type === 'int32' ? { type: 'DT_INT32' } : FLOAT;
      this.#nodes.push({ name, op: 'Const', attr: { dtype } });
    }
    return name;
  }

  ints(name: string, values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.constant(name, {
      type: 'int32',
      shape,
      data: new Uint8Array(Int32Array.from(values).buffer),
    });
  }

  node(
    name: string,
    op: string,
    input: readonly string[],
    attr: Readonly<Record<string, Attribute>> = {},
  ): void {
    this.#nodes.push({ name, op, input, attr });
  }

  /** @param weightsPath how the topology names the weights file, relative to itself */
  build(weightsPath: string, input: Port, output: Port): GraphModelFiles {
    const model = {
      format: 'graph-model',
      signature: {
        inputs: { [input.name]: signature(input) },
        outputs: { [output.name]: signature(output) },
      },
      modelTopology: { node: this.#nodes, versions: { producer: 1 } },
      weightsManifest: [{ paths: [weightsPath], weights: this.#weights.map(manifestEntry) }],
    };
    return {
      topology: Buffer.from(JSON.stringify(model)),
      weights: Buffer.concat(this.#weights.map((weight) => weight.data)),
    };
  }
}

/** The contents of `model.json` and of the one weights file that it names. */
export interface GraphModelFiles {
  readonly topology: Uint8Array;
  readonly weights: Uint8Array;
}

/** A tensor of the model's signature. */
interface Port {
  readonly name: string;
  readonly shape: readonly number[];
}

function signature({ name, shape }: Port) {
  return { name: `${name}:0`, dtype: 'DT_FLOAT', tensorShape: tensorShape(shape) };
}

function manifestEntry({ name, type, shape }: Weight & { readonly name: string }) {
  if (type !== 'float16') return { name, shape, dtype: type };
  return { name, shape, dtype: 'float32', quantization: { dtype: 'float16', original_dtype: 'float32' } };
}
