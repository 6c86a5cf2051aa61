import * as flatbuffers from 'flatbuffers';

/**
 * Field ids of the tables of the TFLite schema (tensorflow/lite/schema/schema.fbs, file identifier TFL3)
 * that the networks here use. An id is the field's place in its table, which FlatBuffers never reuses.
 */
const FIELD = {
  Model: { operatorCodes: 1, subgraphs: 2, buffers: 4 },
  OperatorCode: { deprecatedBuiltinCode: 0, builtinCode: 3 },
  SubGraph: { tensors: 0, inputs: 1, outputs: 2, operators: 3 },
  Tensor: { shape: 0, type: 1, buffer: 2, name: 3 },
  Buffer: { data: 0 },
  Operator: { opcodeIndex: 0, inputs: 1, outputs: 2, options: 4 },
  Conv2D: { padding: 0, strideW: 1, strideH: 2, activation: 3, dilationW: 4, dilationH: 5 },
  DepthwiseConv2D: {
    padding: 0,
    strideW: 1,
    strideH: 2,
    depthMultiplier: 3,
    activation: 4,
    dilationW: 5,
    dilationH: 6,
  },
  Pool2D: { padding: 0, strideW: 1, strideH: 2, filterW: 3, filterH: 4, activation: 5 },
  Add: { activation: 0 },
  Concatenation: { axis: 0, activation: 1 },
  ResizeBilinear: { alignCorners: 2, halfPixelCenters: 3 },
} as const;

/** Values of the schema's enum `TensorType`. */
const TENSOR_TYPES = ['float32', 'float16', 'int32'] as const;
/** Values of the schema's enum `Padding`. */
const PADDINGS = ['SAME', 'VALID'] as const;
/** Values of the schema's enum `ActivationFunctionType` that occur. */
const ACTIVATIONS = ['none', 'relu'] as const;
/** Values of the schema's enum `BuiltinOperator` that occur. */
const OPERATORS = {
  0: 'ADD',
  2: 'CONCATENATION',
  3: 'CONV_2D',
  4: 'DEPTHWISE_CONV_2D',
  6: 'DEQUANTIZE',
  17: 'MAX_POOL_2D',
  19: 'RELU',
  22: 'RESHAPE',
  23: 'RESIZE_BILINEAR',
  34: 'PAD',
  54: 'PRELU',
} as const;

type Padding = (typeof PADDINGS)[number];
type Activation = (typeof ACTIVATIONS)[number];

export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: (typeof TENSOR_TYPES)[number];
  /** Little-endian values of a constant, row-major; absent where the graph computes the tensor. */
  readonly data?: Uint8Array;
}

interface Spatial {
  readonly padding: Padding;
  /** Height first, as everywhere here. */
  readonly strides: readonly [number, number];
  readonly activation: Activation;
}

/** What an operator does; tensors are named by their index in `Model.tensors`. */
type Operation =
  | ({ readonly kind: 'CONV_2D' | 'DEPTHWISE_CONV_2D' } & Spatial)
  | ({ readonly kind: 'MAX_POOL_2D'; readonly window: readonly [number, number] } & Spatial)
  | { readonly kind: 'ADD'; readonly activation: Activation }
  | { readonly kind: 'CONCATENATION'; readonly axis: number; readonly activation: Activation }
  | { readonly kind: 'RESIZE_BILINEAR'; readonly alignCorners: boolean; readonly halfPixelCenters: boolean }
  | { readonly kind: 'DEQUANTIZE' | 'RELU' | 'PRELU' | 'RESHAPE' | 'PAD' };

export type Operator = Operation & {
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
};

/** The one subgraph of a TFLite file, in execution order. */
export interface Model {
  readonly tensors: readonly Tensor[];
  readonly operators: readonly Operator[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** A FlatBuffers table: an absent field reads as its default. */
class Table {
  readonly #buffer: flatbuffers.ByteBuffer;
  readonly #position: number;

  constructor(buffer: flatbuffers.ByteBuffer, position: number) {
    this.#buffer = buffer;
    this.#position = position;
  }

  /** Absolute position of a field, 0 if absent. The first two 16-bit words of a vtable are sizes. */
  #field(id: number): number {
    const offset = this.#buffer.__offset(this.#position, 4 + 2 * id);
    return offset && this.#position + offset;
  }

  byte(id: number): number {
    const at = this.#field(id);
    return at && this.#buffer.readInt8(at);
  }

  int(id: number, absent = 0): number {
    const at = this.#field(id);
    return at ? this.#buffer.readInt32(at) : absent;
  }

  string(id: number): string {
    const at = this.#field(id);
    return at ? String(this.#buffer.__string(at)) : '';
  }

  table(id: number): Table | undefined {
    const at = this.#field(id);
    return at ? new Table(this.#buffer, this.#buffer.__indirect(at)) : undefined;
  }

  tables(id: number): Table[] {
    return this.#elements(id).map((at) => new Table(this.#buffer, this.#buffer.__indirect(at)));
  }

  ints(id: number): number[] {
    return this.#elements(id).map((at) => this.#buffer.readInt32(at));
  }

  bytes(id: number): Uint8Array {
    const at = this.#field(id);
    if (!at) return new Uint8Array();
    const start = this.#buffer.__vector(at);
    return new Uint8Array(this.#buffer.bytes().subarray(start, start + this.#buffer.__vector_len(at)));
  }

  /** Positions of a vector's elements, each four bytes wide (numbers and offsets alike). */
  #elements(id: number): number[] {
    const at = this.#field(id);
    if (!at) return [];
    const start = this.#buffer.__vector(at);
    return Array.from({ length: this.#buffer.__vector_len(at) }, (_, index) => start + 4 * index);
  }
}

function pick<T>(names: Readonly<Record<number, T>>, value: number, what: string): T {
  const name = names[value];
  if (name === undefined) throw new Error(`TFLite: ${what} ${value} is not one that this build knows`);
  return name;
}

/** Throws where the file uses anything that the table above does not name. */
export function readTflite(bytes: Uint8Array): Model {
  const buffer = new flatbuffers.ByteBuffer(bytes);
  if (!buffer.__has_identifier('TFL3'))
    throw new Error('TFLite: the file does not carry the identifier TFL3');
  const model = new Table(buffer, buffer.readInt32(0));
  const buffers = model.tables(FIELD.Model.buffers);
  const codes = model.tables(FIELD.Model.operatorCodes);
  const [graph, ...others] = model.tables(FIELD.Model.subgraphs);
  if (!graph || others.length > 0) throw new Error('TFLite: expected exactly one subgraph');

  return {
    tensors: graph.tables(FIELD.SubGraph.tensors).map((tensor) => readTensor(tensor, buffers)),
    operators: graph.tables(FIELD.SubGraph.operators).map((operator) => readOperator(operator, codes)),
    inputs: graph.ints(FIELD.SubGraph.inputs),
    outputs: graph.ints(FIELD.SubGraph.outputs),
  };
}

function readTensor(tensor: Table, buffers: readonly Table[]): Tensor {
  const data = buffers[tensor.int(FIELD.Tensor.buffer)]?.bytes(FIELD.Buffer.data);
  return {
    name: tensor.string(FIELD.Tensor.name),
    shape: tensor.ints(FIELD.Tensor.shape),
    type: pick(TENSOR_TYPES, tensor.byte(FIELD.Tensor.type), 'tensor type'),
    ...(data?.length ? { data } : {}),
  };
}

function readOperator(operator: Table, codes: readonly Table[]): Operator {
  const code = codes[operator.int(FIELD.Operator.opcodeIndex)];
  if (!code) throw new Error('TFLite: operator without a code');
  // The narrow field came first; writers fill both, and old ones only the narrow one.
  const builtin = Math.max(
    code.byte(FIELD.OperatorCode.deprecatedBuiltinCode),
    code.int(FIELD.OperatorCode.builtinCode),
  );
  return {
    ...readOperation(
      pick<Operator['kind']>(OPERATORS, builtin, 'operator'),
      operator.table(FIELD.Operator.options),
    ),
    inputs: operator.ints(FIELD.Operator.inputs),
    outputs: operator.ints(FIELD.Operator.outputs),
  };
}

function readOperation(kind: Operator['kind'], options: Table | undefined): Operation {
  switch (kind) {
    case 'CONV_2D':
    case 'DEPTHWISE_CONV_2D': {
      const field = kind === 'CONV_2D' ? FIELD.Conv2D : FIELD.DepthwiseConv2D;
      if (options?.int(field.dilationW, 1) !== 1 || options.int(field.dilationH, 1) !== 1) {
        throw new Error('TFLite: dilated convolutions are not supported');
      }
      return { kind, ...readSpatial(options, field) };
    }
    case 'MAX_POOL_2D': {
      const field = FIELD.Pool2D;
      const window = [options?.int(field.filterH) ?? 0, options?.int(field.filterW) ?? 0] as const;
      return { kind, window, ...readSpatial(options, field) };
    }
    case 'ADD':
      return { kind, activation: readActivation(options, FIELD.Add.activation) };
    case 'CONCATENATION':
      return {
        kind,
        axis: options?.int(FIELD.Concatenation.axis) ?? 0,
        activation: readActivation(options, FIELD.Concatenation.activation),
      };
    case 'RESIZE_BILINEAR':
      return {
        kind,
        alignCorners: options?.byte(FIELD.ResizeBilinear.alignCorners) === 1,
        halfPixelCenters: options?.byte(FIELD.ResizeBilinear.halfPixelCenters) === 1,
      };
    default:
      return { kind };
  }
}

type SpatialFields = Readonly<Record<'padding' | 'strideW' | 'strideH' | 'activation', number>>;

function readSpatial(options: Table | undefined, field: SpatialFields): Spatial {
  return {
    padding: pick(PADDINGS, options?.byte(field.padding) ?? 0, 'padding'),
    strides: [options?.int(field.strideH) ?? 0, options?.int(field.strideW) ?? 0],
    activation: readActivation(options, field.activation),
  };
}

function readActivation(options: Table | undefined, id: number): Activation {
  return pick(ACTIVATIONS, options?.byte(id) ?? 0, 'activation');
}
