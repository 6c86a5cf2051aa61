import { type Constant, type FoldedGraph, floats } from './constants';
import { type OnnxNode, partOf, UnsupportedNetwork } from './read-onnx';

/** What follows a convolution at each number, done before it is written. */
type Activation = { readonly kind: 'relu' | 'relu6' } | { readonly kind: 'prelu'; readonly slopes: Constant };

/** An operator, and for a convolution what has become part of it. */
export interface Step extends Omit<OnnxNode, 'outputs'> {
  readonly output: string;
  readonly activation?: Activation;
}

export interface FusedGraph {
  readonly steps: readonly Step[];
  readonly constants: ReadonlyMap<string, Constant>;
}

/**
 * Batch normalisation becomes part of the weights of the convolution before it, and what else its only reader does to each number
 * part of the convolution, so that a value is written once instead of two or three times.
 */
export function fuse({ nodes, constants: given }: FoldedGraph, output: string): FusedGraph {
  const constants = new Map(given);
  const absorbed = new Set<OnnxNode>();
  const steps: Step[] = [];

  /** The one operator that reads a value, where there is only one. */
  const onlyReader = (value: string): OnnxNode | undefined => {
    const readers = nodes.filter(({ inputs }) => inputs.includes(value));
    return value !== output && readers.length === 1 ? readers[0] : undefined;
  };
  const single = (name: string | undefined) => {
    const values = constants.get(name ?? '')?.values;
    return values?.length === 1 ? values[0] : undefined;
  };

  function activationAfter(value: string): { activation: Activation; readers: OnnxNode[] } | undefined {
    const next = onlyReader(value);
    if (next === undefined) return undefined;
    if (next.operator === 'Relu') return { activation: { kind: 'relu' }, readers: [next] };
    if (next.operator === 'PRelu') {
      const slopes = constants.get(next.inputs[1]);
      return slopes && { activation: { kind: 'prelu', slopes }, readers: [next] };
    }
    if (next.operator !== 'Max' || single(next.inputs[1]) !== 0) return undefined;
    const last = onlyReader(next.outputs[0]);
    const six = last?.operator === 'Min' && single(last.inputs[1]) === 6;
    return last && six ? { activation: { kind: 'relu6' }, readers: [next, last] } : undefined;
  }

  for (const node of nodes) {
    if (absorbed.has(node)) continue;
    if (node.outputs.length !== 1) throw new UnsupportedNetwork(`${node.operator} of several outputs`);
    let step: Step = { ...node, output: node.outputs[0] };
    if (node.operator === 'Conv' && constants.has(node.inputs[1])) {
      const normalised = onlyReader(step.output);
      const folded = normalised && foldInto(step, normalised, constants);
      if (folded) {
        step = folded;
        absorbed.add(normalised);
      }
      const after = activationAfter(step.output);
      if (after !== undefined) {
        for (const reader of after.readers) absorbed.add(reader);
        step = { ...step, output: after.readers.at(-1)?.outputs[0] ?? '', activation: after.activation };
      }
    }
    steps.push(step);
  }
  return { steps, constants };
}

/** The convolution with weights that do what a batch normalisation behind it would do; they are added to the constants. */
function foldInto(step: Step, normalisation: OnnxNode, constants: Map<string, Constant>): Step | undefined {
  const change =
    normalisation.operator === 'BatchNormalization' ? gainAndShift(normalisation, constants) : undefined;
  const [x, kernelName, biasName] = step.inputs;
  const kernel = constants.get(kernelName);
  const biases = biasName
    ? constants.get(biasName)
    : { dims: [], values: new Float32Array(kernel?.dims[0] ?? 0) };
  if (!(change && kernel && biases)) return undefined;
  const { gain, shift } = change;
  const [output] = normalisation.outputs;
  const before = kernel.gain ?? [1];
  const both = gain.map((factor, c) => factor * (before.length === 1 ? before[0] : before[c]));
  const names = { kernel: partOf(output, 'kernel'), bias: partOf(output, 'bias') };
  constants.set(names.kernel, { ...kernel, gain: both });
  constants.set(names.bias, {
    dims: [gain.length],
    values: floats(biases).map((value, c) => value * gain[c] + shift[c]),
  });
  return { ...step, inputs: [x, names.kernel, names.bias], output };
}

/** What batch normalisation does to each channel: x · gain + shift. */
export function gainAndShift(
  { inputs, attributes }: Pick<OnnxNode, 'inputs' | 'attributes'>,
  constants: FusedGraph['constants'],
) {
  const [gamma, beta, mean, variance] = inputs.slice(1).map((name) => {
    const constant = constants.get(name);
    return constant && floats(constant);
  });
  if (!(gamma && beta && mean && variance)) return undefined;
  const gain = gamma.map((value, c) => value / Math.sqrt(variance[c] + Number(attributes.epsilon ?? 1e-5)));
  return { gain, shift: beta.map((value, c) => value - mean[c] * gain[c]) };
}
