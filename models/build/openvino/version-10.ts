import { flag, numbers, unsupported, windowOf } from './attributes';
import { type Graph, type Operator, product, valueName } from './graph';
import type { Layer, Source } from './read-ir';
import { averagePool, maxPool, perChannel, same } from './shared-operators';

/** Operations of IR versions 10 and 11, whose weights are layers of their own (docs.openvino.ai, "opset1"). */
export const VERSION_10: Readonly<Record<string, Operator>> = {
  Const: constant,
  Convert: convert,
  Convolution: convolution,
  GroupConvolution: groupConvolution,
  PReLU: prelu,
  // As releases from 2021 on spell it.
  PRelu: prelu,
  ReLU: same('Relu'),
  Relu: same('Relu'),
  Sigmoid: same('Sigmoid'),
  Add: same('Add'),
  Multiply: same('Mul'),
  Maximum: same('Max'),
  MaxPool: maxPool,
  AvgPool: averagePool,
  ReduceMean: reduceMean,
  Reshape: reshape,
  Squeeze: squeeze,
  Transpose: transpose,
};

function constant(layer: Layer, graph: Graph): string {
  return weights(layer, graph, shapeOf(layer));
}

/** Version 11 stores halves and widens them by a layer, which `Graph.weights` has done already. */
function convert(layer: Layer, graph: Graph): string {
  const { destination_type = '' } = layer.attributes;
  if (destination_type !== 'f32') unsupported(layer, 'destination_type', destination_type);
  return graph.value(layer.inputs[0]);
}

function convolution(layer: Layer, graph: Graph): string {
  const [, kernel] = layer.inputs;
  return convolve(layer, graph, shapeOf(constantOf(layer, graph, kernel)), 1);
}

/** Its weights are [groups, out a group, in a group, …]; ONNX has the first two as one axis. */
function groupConvolution(layer: Layer, graph: Graph): string {
  const [groups = 1, out = 0, ...rest] = shapeOf(constantOf(layer, graph, layer.inputs[1]));
  return convolve(layer, graph, [groups * out, ...rest], groups);
}

function convolve(layer: Layer, graph: Graph, dims: readonly number[], group: number): string {
  const kernel = weights(constantOf(layer, graph, layer.inputs[1]), graph, dims);
  return graph.onnx.node(valueName(layer), 'Conv', [graph.value(layer.inputs[0]), kernel], {
    ...windowOf(layer, dims.slice(2)),
    group,
  });
}

function prelu(layer: Layer, graph: Graph): string {
  const slope = constantOf(layer, graph, layer.inputs[1]);
  return graph.onnx.node(valueName(layer), 'PRelu', [
    graph.value(layer.inputs[0]),
    weights(slope, graph, perChannel(product(shapeOf(slope)))),
  ]);
}

function reduceMean(layer: Layer, graph: Graph): string {
  return graph.onnx.node(valueName(layer), 'ReduceMean', [graph.value(layer.inputs[0])], {
    axes: integers(layer, graph),
    keepdims: flag(layer, 'keep_dims') ? 1 : 0,
  });
}

/** The first axis is the batch, which the IR fixes to 1 and ONNX leaves free: 0 copies it. */
function reshape(layer: Layer, graph: Graph): string {
  const [batch = 0, ...rest] = integers(layer, graph);
  if (rest.includes(0) && !flag(layer, 'special_zero')) unsupported(layer, 'special_zero', 'false');
  const target = graph.onnx.ints(`${valueName(layer)}/shape`, [batch === 1 ? 0 : batch, ...rest]);
  return graph.onnx.node(valueName(layer), 'Reshape', [graph.value(layer.inputs[0]), target]);
}

function squeeze(layer: Layer, graph: Graph): string {
  const axes = graph.onnx.ints(`${valueName(layer)}/axes`, integers(layer, graph));
  return graph.onnx.node(valueName(layer), 'Squeeze', [graph.value(layer.inputs[0]), axes]);
}

function transpose(layer: Layer, graph: Graph): string {
  const input = [graph.value(layer.inputs[0])];
  return graph.onnx.node(valueName(layer), 'Transpose', input, { perm: integers(layer, graph) });
}

/** The constant behind a layer's input, through a widening layer if there is one. */
function constantOf(layer: Layer, graph: Graph, input: Source | undefined): Layer {
  const source = graph.layer(input);
  if (source.type === 'Const') return source;
  if (source.type === 'Convert') return constantOf(source, graph, source.inputs[0]);
  throw new Error(
    `OpenVINO IR: layer ${layer.name} (${layer.type}) gets its weights from ${source.name}, no Const`,
  );
}

/** The whole numbers of the second input. */
function integers(layer: Layer, graph: Graph): number[] {
  const source = constantOf(layer, graph, layer.inputs[1]);
  return graph.integers(source.name, typeOf(source), spanOf(source), shapeOf(source));
}

function weights(layer: Layer, graph: Graph, dims: readonly number[]): string {
  return graph.weights(valueName(layer), typeOf(layer), spanOf(layer), dims);
}

function typeOf({ attributes, precision }: Layer): string {
  return attributes.element_type ?? precision;
}

function spanOf(layer: Layer): { offset: number; size: number } {
  const [offset = 0] = numbers(layer, 'offset');
  const [size = 0] = numbers(layer, 'size');
  return { offset, size };
}

/** An empty shape is a single number. */
function shapeOf(layer: Layer): number[] {
  return layer.attributes.shape === '' ? [] : numbers(layer, 'shape');
}
