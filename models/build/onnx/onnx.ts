import protobuf from 'protobufjs';

/** The part of onnx.proto3 (github.com/onnx/onnx) that this build writes, with the original field numbers. */
const SCHEMA = `
syntax = "proto3";
message ModelProto {
  int64 ir_version = 1;
  string producer_name = 2;
  GraphProto graph = 7;
  repeated OperatorSetIdProto opset_import = 8;
}
message OperatorSetIdProto { string domain = 1; int64 version = 2; }
message GraphProto {
  repeated NodeProto node = 1;
  string name = 2;
  repeated TensorProto initializer = 5;
  repeated ValueInfoProto input = 11;
  repeated ValueInfoProto output = 12;
}
message NodeProto {
  repeated string input = 1;
  repeated string output = 2;
  string name = 3;
  string op_type = 4;
  repeated AttributeProto attribute = 5;
  string domain = 7;
}
message AttributeProto {
  string name = 1;
  int64 i = 3;
  repeated int64 ints = 8;
  int32 type = 20;
}
message TensorProto {
  repeated int64 dims = 1;
  int32 data_type = 2;
  string name = 8;
  bytes raw_data = 9;
}
message ValueInfoProto { string name = 1; TypeProto type = 2; }
message TypeProto { TensorTypeProto tensor_type = 1; }
message TensorTypeProto { int32 elem_type = 1; TensorShapeProto shape = 2; }
message TensorShapeProto { repeated DimensionProto dim = 1; }
message DimensionProto { oneof value { int64 dim_value = 1; string dim_param = 2; } }
`;

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
  readonly #nodes: object[] = [];
  readonly #initializers: object[] = [];

  constant(name: string, type: DataType, dims: readonly number[], data: ArrayBufferView): string {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.#initializers.push({ name, dims, dataType: DATA_TYPE[type], rawData: bytes });
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
    this.#nodes.push({ name: output, opType: operator, input, output: [output], attribute, ...domain });
    return output;
  }

  /** Both ends are float32. */
  build(name: string, input: readonly [string, Shape], output: readonly [string, Shape]): Uint8Array {
    const Model = protobuf.parse(SCHEMA).root.lookupType('ModelProto');
    const message = Model.fromObject({
      irVersion: IR_VERSION,
      producerName: 'mien',
      opsetImport: this.#opsets(),
      graph: {
        name,
        node: this.#nodes,
        initializer: this.#initializers,
        input: [valueInfo(...input)],
        output: [valueInfo(...output)],
      },
    });
    return Model.encode(message).finish();
  }

  #opsets(): object[] {
    const standard = { version: OPSET };
    const contributed = this.#nodes.some((node) => 'domain' in node);
    return contributed ? [standard, { domain: CONTRIBUTED_DOMAIN, version: 1 }] : [standard];
  }
}

function valueInfo(name: string, shape: Shape) {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: DATA_TYPE.float32, shape: { dim } } } };
}
