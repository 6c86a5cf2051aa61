import { Graph, type Operator, product } from './graph';
import { type Ir, type Layer, readIr } from './read-ir';
import { VERSION_5 } from './version-5';
import { VERSION_10 } from './version-10';

const INPUT = 'input';
const OUTPUT = 'template';

/**
 * An embedder from OpenVINO's format (IR version 5, 10 or 11) to ONNX. Weights keep their precision: halves stay
 * halves, behind a Cast.
 *
 * Input `input`: float32 [N, …], the IR's input with its first axis, which must be 1, set free.
 * Output `template`: float32 [N, numbers], the IR's one output, flattened.
 *
 * Throws, naming the layer, where a layer type or an attribute is not supported, or where weights do not lie in the
 * .bin file as the .xml says.
 *
 * @param xml text of the .xml file
 * @param bin contents of the .bin file
 */
export function convertOpenvino(xml: string, bin: Uint8Array): Uint8Array {
  const ir = readIr(xml);
  const input = only(ir, 'input', ({ type }) => type === 'Input' || type === 'Parameter');
  const [batch, ...shape] = input.outputShape;
  if (batch !== 1) throw new Error(`OpenVINO IR: the input is [${input.outputShape}], not a batch of 1`);
  const operators: Readonly<Record<string, Operator>> = ir.version === 5 ? VERSION_5 : VERSION_10;
  const graph = new Graph(ir, bin, { ...operators, [input.type]: () => INPUT });

  const { source, dimension } = outputOf(ir);
  graph.onnx.node(OUTPUT, 'Flatten', [graph.value(source)], { axis: 1 });
  return graph.onnx.build(ir.name, [INPUT, ['N', ...shape]], [OUTPUT, ['N', dimension]]);
}

/** Version 5 has no layer for it: the output is what feeds nothing. */
function outputOf(ir: Ir): { source: { layer: string; port: string }; dimension: number } {
  if (ir.version === 5) {
    const used = new Set([...ir.layers.values()].flatMap(({ inputs }) => inputs.map(({ layer }) => layer)));
    const last = only(ir, 'output', ({ id }) => !used.has(id));
    return { source: { layer: last.id, port: '' }, dimension: product(last.outputShape.slice(1)) };
  }
  const result = only(ir, 'output', ({ type }) => type === 'Result');
  const [source] = result.inputs;
  if (!source) throw new Error('OpenVINO IR: nothing feeds the output');
  return { source, dimension: product(result.inputShapes[0]?.slice(1) ?? []) };
}

function only(ir: Ir, what: string, is: (layer: Layer) => boolean): Layer {
  const [layer, ...others] = [...ir.layers.values()].filter(is);
  if (!layer || others.length > 0) {
    throw new Error(`OpenVINO IR: the network has ${layer ? others.length + 1 : 0} ${what}s instead of one`);
  }
  return layer;
}
