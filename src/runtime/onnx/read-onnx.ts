import { PbfReader } from 'pbf';
import { type AttributeProto, type NodeProto, readModelProto, type TensorProto } from './file';

/** A network as its file has it: operators in the order in which they can run. A value is known by its name. */
export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly constants: ReadonlyMap<string, OnnxTensor>;
  /** Without those that are constants. */
  readonly inputs: readonly string[];
}

export interface OnnxNode {
  readonly operator: string;
  /** Names of values; empty for an optional one that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

type OnnxAttribute = number | readonly number[] | string | OnnxTensor;

export interface OnnxTensor {
  readonly dims: readonly number[];
  /** Value of `TensorProto.DataType`. */
  readonly type: number;
  /** Little-endian, row by row; undefined where the file keeps the numbers in some other way. */
  readonly bytes: Uint8Array | undefined;
}

/** A name for what a value is made of, which no file has. */
export function partOf(value: string, part: string): string {
  return `${value}\u0000${part}`;
}

/** A network that this code does not understand; another runtime may. */
export class UnsupportedNetwork extends Error {
  override name = 'UnsupportedNetwork';
}

/** The standard's operators go by their names alone; others belong to one runtime. */
const STANDARD = ['', 'ai.onnx'];

const ATTRIBUTE_TYPE = { float: 1, string: 3, tensor: 4, ints: 7 } as const;

/** Reads what of a model's file running it takes. Throws UnsupportedNetwork. */
export function readOnnx(model: Uint8Array): OnnxGraph {
  const { graph } = readModelProto(new PbfReader(model));
  if (graph === undefined) throw new UnsupportedNetwork('the file has no graph');
  const constants = new Map(graph.initializer.map((tensor) => [tensor.name, tensorOf(tensor)]));
  return {
    nodes: graph.node.map(nodeOf),
    constants,
    inputs: graph.input.map(({ name }) => name).filter((name) => !constants.has(name)),
  };
}

function nodeOf({ op_type, domain, input, output, attribute }: NodeProto): OnnxNode {
  return {
    operator: STANDARD.includes(domain) ? op_type : `${domain}.${op_type}`,
    inputs: input,
    outputs: output,
    attributes: Object.fromEntries(attribute.map((each) => [each.name, attributeOf(each)])),
  };
}

/** By `AttributeProto.AttributeType`: zero and empty are left out of a file. Kinds that no operator here has read as 0. */
function attributeOf({ type, f, i, s, t, ints }: AttributeProto): OnnxAttribute {
  if (type === ATTRIBUTE_TYPE.ints) return ints;
  if (type === ATTRIBUTE_TYPE.tensor && t !== undefined) return tensorOf(t);
  if (type === ATTRIBUTE_TYPE.string) return s;
  return type === ATTRIBUTE_TYPE.float ? f : i;
}

function tensorOf({ dims, data_type, raw_data }: TensorProto): OnnxTensor {
  return { dims, type: data_type, bytes: raw_data };
}
