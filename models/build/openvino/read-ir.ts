import { XMLParser } from 'fast-xml-parser';
import * as v from 'valibot';

/** A value between layers: what one layer's port gives. */
export interface Source {
  readonly layer: string;
  readonly port: string;
}

/** Bytes of the .bin file. */
export interface Span {
  readonly offset: number;
  readonly size: number;
}

/** One operation of an IR, with its `<data>` attributes as they are written. */
export interface Layer {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** FP16, FP32, … of the layer (version 5) or of its first output (10 and later). */
  readonly precision: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What feeds each input port, in the order of the ports. */
  readonly inputs: readonly Source[];
  /** Shapes of the input ports and of the first output port. */
  readonly inputShapes: readonly (readonly number[])[];
  readonly outputShape: readonly number[];
  /** Version 5 only: `weights` and `biases`. */
  readonly blobs: Readonly<Record<string, Span>>;
}

export interface Ir {
  readonly version: number;
  readonly name: string;
  readonly layers: ReadonlyMap<string, Layer>;
}

const VERSIONS = [5, 10, 11];

const Count = v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number), v.safeInteger());
/** An element without content reads as empty text, an absent one as nothing. */
const emptyAs = (value: object) =>
  v.transform((element: unknown) => (element === undefined || element === '' ? value : element));
const Ports = v.pipe(
  v.unknown(),
  emptyAs({ port: [] }),
  v.object({
    port: v.array(
      v.object({
        id: v.string(),
        precision: v.optional(v.string(), ''),
        dim: v.optional(v.array(Count), []),
      }),
    ),
  }),
);
const Blobs = v.record(v.string(), v.object({ offset: Count, size: Count }));
const Layers = v.array(
  v.object({
    id: v.string(),
    name: v.string(),
    type: v.string(),
    precision: v.optional(v.string(), ''),
    data: v.optional(v.pipe(v.unknown(), emptyAs({}), v.record(v.string(), v.string())), ''),
    input: v.optional(Ports, ''),
    output: v.optional(Ports, ''),
    blobs: v.optional(v.pipe(v.unknown(), emptyAs({}), Blobs), ''),
  }),
);
const Edge = v.object({
  'from-layer': v.string(),
  'from-port': v.string(),
  'to-layer': v.string(),
  'to-port': v.string(),
});
const Net = v.object({
  net: v.object({
    name: v.string(),
    version: Count,
    layers: v.object({ layer: Layers }),
    edges: v.optional(v.pipe(v.unknown(), emptyAs({ edge: [] }), v.object({ edge: v.array(Edge) })), ''),
  }),
});

/**
 * Reads the .xml file of an OpenVINO IR (docs.openvino.ai, "OpenVINO IR format"), version 5, 10 or 11.
 * Throws where it is no such file, or where an edge names a layer or a port that is not there.
 */
export function readIr(xml: string): Ir {
  const { name, version, layers, edges } = parse(xml);
  if (!VERSIONS.includes(version)) {
    throw new Error(`OpenVINO IR: version ${version} is not supported, only ${VERSIONS.join(', ')}`);
  }
  const feeds = new Map(edges.edge.map((e) => [`${e['to-layer']}:${e['to-port']}`, e]));
  const outputs = new Set(layers.layer.flatMap(({ id, output }) => output.port.map((p) => `${id}:${p.id}`)));
  const read = layers.layer.map((layer): Layer => {
    const inputs = layer.input.port.map((port) => {
      const edge = feeds.get(`${layer.id}:${port.id}`);
      if (!edge) throw new Error(`OpenVINO IR: nothing feeds port ${port.id} of layer ${layer.name}`);
      const source = { layer: edge['from-layer'], port: edge['from-port'] };
      if (!outputs.has(`${source.layer}:${source.port}`)) {
        throw new Error(`OpenVINO IR: layer ${layer.name} is fed by an output that is not there`);
      }
      return source;
    });
    const [first] = layer.output.port;
    return {
      id: layer.id,
      name: layer.name,
      type: layer.type,
      precision: layer.precision || first?.precision || '',
      attributes: layer.data,
      inputs,
      inputShapes: layer.input.port.map((port) => port.dim),
      outputShape: first?.dim ?? [],
      blobs: layer.blobs,
    };
  });
  return { version, name, layers: new Map(read.map((layer) => [layer.id, layer])) };
}

function parse(xml: string): v.InferOutput<typeof Net>['net'] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    isArray: (tag) => ['layer', 'port', 'dim', 'edge'].includes(tag),
  });
  try {
    return v.parse(Net, parser.parse(xml, true)).net;
  } catch (cause) {
    const path = v.isValiError(cause) ? ` (${v.getDotPath(cause.issues[0])})` : '';
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`OpenVINO IR: the .xml file cannot be read${path}: ${why}`, { cause });
  }
}
