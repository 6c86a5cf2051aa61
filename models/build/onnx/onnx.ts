import { PbfWriter } from 'pbf';
import { type NodeProto, type Part, type TensorProto, writeModelProto } from '../../../src/runtime/onnx/file';

/** ONNX 1.8: the operator set asked for, and the file version that came with it. */
const OPSET = 13;
const IR_VERSION = 7;
/** Values of `TensorProto.DataType`. */
const DATA_TYPE = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7, float16: 10 } as const;
/** Values of `AttributeProto.AttributeType`. */
const ATTRIBUTE_TYPE = { int: 2, ints: 7 } as const;
/** onnxruntime's own operators among those used here; all others are the standard's. */
const CONTRIBUTED: ReadonlySet<string> = new Set(['QLinearAdd', 'QLinearAveragePool']);
const CONTRIBUTED_DOMAIN = 'com.microsoft';

type DataType = keyof typeof DATA_TYPE;
/** A number is a fixed size, a string the name of a free one. */
type Shape = readonly (number | string)[];
type Attributes = Readonly<Record<string, number | readonly number[]>>;

/** Collects nodes in execution order and writes an ONNX file. A value is known by its name. */
export class OnnxBuilder {
  readonly #nodes: Part<NodeProto>[] = [];
  readonly #initializers: Part<TensorProto>[] = [];

  constant(name: string, type: DataType, dims: readonly number[], data: ArrayBufferView): string {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.#initializers.push({ name, dims, data_type: DATA_TYPE[type], raw_data: bytes });
    return name;
  }

  floats(name: string, dims: readonly number[], values: Iterable<number>): string {
    return this.constant(name, 'float32', dims, Float32Array.from(values));
  }

  ints(name: string, values: readonly number[]): string {
    return this.constant(name, 'int64', [values.length], BigInt64Array.from(values, BigInt));
  }

  /** Values stored in half the bytes; onnxruntime widens them once, at load. */
  halves(name: string, dims: readonly number[], stored: ArrayBufferView): string {
    const input = [this.constant(`${name}/stored`, 'float16', dims, stored)];
    return this.node(name, 'Cast', input, { to: DATA_TYPE.float32 });
  }

  /** @returns `output`, so that calls nest */
  node(output: string, operator: string, input: readonly string[], attributes: Attributes = {}): string {
    const attribute = Object.entries(attributes).map(([name, value]) =>
      typeof value === 'number'
        ? { name, type: ATTRIBUTE_TYPE.int, i: value }
        : { name, type: ATTRIBUTE_TYPE.ints, ints: value },
    );
    const domain = CONTRIBUTED.has(operator) ? { domain: CONTRIBUTED_DOMAIN } : {};
    this.#nodes.push({ name: output, op_type: operator, input, output: [output], attribute, ...domain });
    return output;
  }

  /** Both ends are float32. */
  build(name: string, input: readonly [string, Shape], output: readonly [string, Shape]): Uint8Array {
    const model = {
      ir_version: IR_VERSION,
      producer_name: 'mien',
      opset_import: this.#opsets(),
      graph: {
        name,
        node: this.#nodes,
        initializer: this.#initializers,
        input: [valueInfo(...input)],
        output: [valueInfo(...output)],
      },
    };
    const writer = new PbfWriter();
    writeModelProto(model, writer);
    return writer.finish();
  }

  #opsets() {
    const standard = { version: OPSET };
    const contributed = this.#nodes.some((node) => 'domain' in node);
    return contributed ? [standard, { domain: CONTRIBUTED_DOMAIN, version: 1 }] : [standard];
  }
}

function valueInfo(name: string, shape: Shape) {
  const dim = shape.map((size) => (typeof size === 'number' ? { dim_value: size } : { dim_param: size }));
  return { name, type: { tensor_type: { elem_type: DATA_TYPE.float32, shape: { dim } } } };
}
