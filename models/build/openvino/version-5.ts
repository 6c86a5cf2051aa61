import { numbers, unsupported, windowOf } from './attributes';
import { type Graph, type Operator, valueName } from './graph';
import type { Layer, Span } from './read-ir';
import { averagePool, maxPool, perChannel, same } from './shared-operators';

/** Layer types of IR version 5, whose weights are parts ("blobs") of the layer. */
export const VERSION_5: Readonly<Record<string, Operator>> = {
  ScaleShift: scaleShift,
  Convolution: convolution,
  PReLU: prelu,
  ReLU: relu,
  Pooling: pooling,
  Eltwise: eltwise,
  Activation: activation,
};

/** x · weights + biases, each one number a channel. */
function scaleShift(layer: Layer, graph: Graph): string {
  const x = graph.value(layer.inputs[0]);
  const name = valueName(layer);
  const scale = channelBlob(layer, graph, 'weights');
  if (!layer.blobs.biases) return graph.onnx.node(name, 'Mul', [x, scale]);
  const scaled = graph.onnx.node(`${name}/scaled`, 'Mul', [x, scale]);
  return graph.onnx.node(name, 'Add', [scaled, channelBlob(layer, graph, 'biases')]);
}

function convolution(layer: Layer, graph: Graph): string {
  const [group = 1] = numbers(layer, 'group');
  const [channels = 0] = numbers(layer, 'output');
  const kernel = numbers(layer, 'kernel');
  const [, inputChannels = 0] = layer.inputShapes[0] ?? [];
  const dims = [channels, inputChannels / group, ...kernel];
  const name = valueName(layer);
  const inputs = [
    graph.value(layer.inputs[0]),
    graph.weights(`${name}/weights`, layer.precision, blob(layer, 'weights'), dims),
  ];
  if (layer.blobs.biases) {
    inputs.push(graph.weights(`${name}/biases`, layer.precision, layer.blobs.biases, [channels]));
  }
  return graph.onnx.node(name, 'Conv', inputs, { ...windowOf(layer, kernel), group });
}

function prelu(layer: Layer, graph: Graph): string {
  return graph.onnx.node(valueName(layer), 'PRelu', [
    graph.value(layer.inputs[0]),
    channelBlob(layer, graph, 'weights'),
  ]);
}

function relu(layer: Layer, graph: Graph): string {
  const slope = layer.attributes.negative_slope ?? '0';
  if (Number(slope) !== 0) unsupported(layer, 'negative_slope', slope);
  return same('Relu')(layer, graph);
}

function pooling(layer: Layer, graph: Graph): string {
  const method = layer.attributes['pool-method'] ?? '';
  if (method === 'max') return maxPool(layer, graph);
  if (method === 'avg') return averagePool(layer, graph);
  return unsupported(layer, 'pool-method', method);
}

const ELTWISE: Readonly<Record<string, string>> = { sum: 'Add', mul: 'Mul', prod: 'Mul', max: 'Max' };

/** Element by element over any number of inputs. */
function eltwise(layer: Layer, graph: Graph): string {
  const { operation = '', coeff = '' } = layer.attributes;
  const operator = Object.hasOwn(ELTWISE, operation) ? ELTWISE[operation] : undefined;
  if (operator === undefined) return unsupported(layer, 'operation', operation);
  if (coeff.split(',').some((factor) => factor !== '' && Number(factor) !== 1)) {
    unsupported(layer, 'coeff', coeff);
  }
  const [first = '', ...others] = layer.inputs.map((input) => graph.value(input));
  const name = valueName(layer);
  return others.reduce(
    (sum, other, at) =>
      graph.onnx.node(at === others.length - 1 ? name : `${name}/${at}`, operator, [sum, other]),
    first,
  );
}

function activation(layer: Layer, graph: Graph): string {
  const { type = '' } = layer.attributes;
  return type === 'sigmoid' ? same('Sigmoid')(layer, graph) : unsupported(layer, 'type', type);
}

function blob(layer: Layer, part: string): Span {
  const span = layer.blobs[part];
  if (!span) throw new Error(`OpenVINO IR: layer ${layer.name} (${layer.type}) has no ${part}`);
  return span;
}

/** One number a channel, or one for all. */
function channelBlob(layer: Layer, graph: Graph, part: string): string {
  const span = blob(layer, part);
  const count = graph.count(layer.name, layer.precision, span);
  const [, channels] = layer.inputShapes[0] ?? [];
  const dims = perChannel(count === 1 ? 1 : (channels ?? 0));
  return graph.weights(`${valueName(layer)}/${part}`, layer.precision, span, dims);
}
