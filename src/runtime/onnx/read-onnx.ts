import { PbfReader } from 'pbf';

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

/** Field numbers of onnx.proto3, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3. */
const MODEL = { graph: 7 } as const;
const GRAPH = { node: 1, initializer: 5, input: 11 } as const;
const NODE = { input: 1, output: 2, operator: 4, attribute: 5, domain: 7 } as const;
const ATTRIBUTE = { name: 1, float: 2, integer: 3, text: 4, tensor: 5, integers: 8 } as const;
const TENSOR = { dims: 1, type: 2, name: 8, bytes: 9 } as const;
const VALUE = { name: 1 } as const;

/** The standard's operators go by their names alone; others belong to one runtime. */
const STANDARD = ['', 'ai.onnx'];

/** Reads what of a model's file running it takes. Throws UnsupportedNetwork. */
export function readOnnx(model: Uint8Array): OnnxGraph {
  const graphs = new PbfReader(model).readFields<PbfReader[]>((field, found, pbf) => {
    if (field === MODEL.graph) found.push(new PbfReader(pbf.readBytes()));
  }, []);
  if (graphs.length !== 1) throw new UnsupportedNetwork(`the file has ${graphs.length} graphs`);
  const nodes: OnnxNode[] = [];
  const constants = new Map<string, OnnxTensor>();
  const inputs: string[] = [];
  graphs[0].readFields((field, _, pbf) => {
    if (field === GRAPH.node) nodes.push(readNode(pbf));
    else if (field === GRAPH.initializer) constants.set(...readTensor(pbf));
    else if (field === GRAPH.input) inputs.push(readName(pbf));
  }, null);
  return { nodes, constants, inputs: inputs.filter((name) => !constants.has(name)) };
}

function readNode(from: PbfReader): OnnxNode {
  const node = { operator: '', domain: '', inputs: [] as string[], outputs: [] as string[] };
  const attributes: Record<string, OnnxAttribute> = {};
  from.readMessage((field, _, pbf) => {
    if (field === NODE.input) node.inputs.push(pbf.readString());
    else if (field === NODE.output) node.outputs.push(pbf.readString());
    else if (field === NODE.operator) node.operator = pbf.readString();
    else if (field === NODE.domain) node.domain = pbf.readString();
    else if (field === NODE.attribute) Object.assign(attributes, readAttribute(pbf));
  }, null);
  const { domain, operator, ...ends } = node;
  return { operator: STANDARD.includes(domain) ? operator : `${domain}.${operator}`, ...ends, attributes };
}

function readAttribute(from: PbfReader): Record<string, OnnxAttribute> {
  let name = '';
  let value: OnnxAttribute | undefined;
  const integers: number[] = [];
  from.readMessage((field, _, pbf) => {
    if (field === ATTRIBUTE.name) name = pbf.readString();
    else if (field === ATTRIBUTE.float) value = pbf.readFloat();
    else if (field === ATTRIBUTE.integer) value = pbf.readVarint(true);
    else if (field === ATTRIBUTE.text) value = pbf.readString();
    else if (field === ATTRIBUTE.tensor) [, value] = readTensor(pbf);
    else if (field === ATTRIBUTE.integers) pbf.readPackedVarint(integers, true);
  }, null);
  // What is zero or empty may be left out of the file.
  return { [name]: integers.length > 0 ? integers : (value ?? 0) };
}

function readTensor(from: PbfReader): [name: string, tensor: OnnxTensor] {
  const tensor = { name: '', dims: [] as number[], type: 0, bytes: undefined as Uint8Array | undefined };
  from.readMessage((field, into, pbf) => {
    if (field === TENSOR.dims) pbf.readPackedVarint(into.dims, true);
    else if (field === TENSOR.type) into.type = pbf.readVarint();
    else if (field === TENSOR.name) into.name = pbf.readString();
    else if (field === TENSOR.bytes) into.bytes = pbf.readBytes();
  }, tensor);
  const { name, ...rest } = tensor;
  return [name, rest];
}

function readName(from: PbfReader): string {
  return from.readMessage<string[]>((field, found, pbf) => {
    if (field === VALUE.name) found.push(pbf.readString());
  }, [])[0];
}
