import { flag, numbers, unsupported, windowOf } from './attributes';
import { type Graph, type Operator, valueName } from './graph';
import type { Layer } from './read-ir';

/** A layer that is one ONNX node of the same inputs. */
export function same(operator: string): Operator {
  return (layer, graph) =>
    graph.onnx.node(
      valueName(layer),
      operator,
      layer.inputs.map((input) => graph.value(input)),
    );
}

export function maxPool(layer: Layer, graph: Graph): string {
  if ((layer.attributes.dilations ?? '1').replaceAll(/[1,]/g, '') !== '') {
    unsupported(layer, 'dilations', layer.attributes.dilations ?? '');
  }
  return pool(layer, graph, 'MaxPool', {});
}

export function averagePool(layer: Layer, graph: Graph): string {
  // Pixels of the padding count as zeros, or not at all.
  return pool(layer, graph, 'AveragePool', { count_include_pad: flag(layer, 'exclude-pad') ? 0 : 1 });
}

function pool(layer: Layer, graph: Graph, operator: string, more: Readonly<Record<string, number>>): string {
  const rounding = layer.attributes.rounding_type || 'floor';
  if (rounding !== 'floor' && rounding !== 'ceil') unsupported(layer, 'rounding_type', rounding);
  const { dilations: _, ...window } = windowOf(layer, numbers(layer, 'kernel'));
  return graph.onnx.node(valueName(layer), operator, [graph.value(layer.inputs[0])], {
    ...window,
    ceil_mode: rounding === 'ceil' ? 1 : 0,
    ...more,
  });
}

/** A number a channel goes along the second axis of [N, C, H, W]; a single one fits everywhere. */
export function perChannel(count: number): readonly number[] {
  return count === 1 ? [1] : [count, 1, 1];
}
