import * as tf from '@tensorflow/tfjs-core';
import type { Scratch } from '../network';
import { type Constant, floats } from './constants';
import { type FusedGraph, gainAndShift, type Step } from './fuse';
import { UnsupportedNetwork } from './read-onnx';

/** Computes a step's output. Pictures are [N, height, width, channels] here, where ONNX has [N, channels, height, width]. */
type Operation = (x: readonly tf.Tensor[]) => tf.Tensor;

/** An operation, and which of the step's inputs it wants to be given. */
export interface Prepared {
  readonly run: Operation;
  readonly inputs: readonly string[];
}

/** What a network's steps are prepared with. */
interface Workshop {
  readonly constants: FusedGraph['constants'];
  /** Notes a tensor that lives as long as the network. */
  readonly keep: <T extends tf.Tensor>(tensor: T) => T;
  /** Where weights are widened, one after the other. */
  readonly memory: Scratch;
  /** Values that are [N, numbers], no pictures. */
  readonly flat: Set<string>;
}

const FLATTENING: readonly string[] = ['Flatten', 'MatMul', 'Gemm'];

type Operator = (step: Step, workshop: Workshop) => Prepared;

/** Prepares a step: its weights become tensors. Throws UnsupportedNetwork. */
export function prepare(step: Step, workshop: Workshop): Prepared {
  const { flat } = workshop;
  if (FLATTENING.includes(step.operator) || step.inputs.some((name) => flat.has(name))) flat.add(step.output);
  const operator = Object.hasOwn(OPERATORS, step.operator) ? OPERATORS[step.operator] : undefined;
  return operator === undefined ? unsupported(step, 'the operator') : operator(step, workshop);
}

const OPERATORS: Readonly<Record<string, Operator>> = {
  Conv: convolution,
  BatchNormalization: normalisation,
  Relu: unary(tf.relu),
  Sigmoid: unary(tf.sigmoid),
  Round: unary(tf.round),
  Identity: unary((x) => x.clone()),
  PRelu: binary((x, slopes) => tf.prelu(x, slopes)),
  Add: binary(tf.add),
  Sub: binary(tf.sub),
  Mul: binary(tf.mul),
  Div: binary(tf.div),
  Clip: clip,
  Max: binary(tf.maximum),
  Min: binary(tf.minimum),
  MaxPool: pool(tf.maxPool),
  AveragePool: pool(tf.avgPool),
  GlobalAveragePool: unary((x) => tf.mean(x, [1, 2], true)),
  Pad: pad,
  Flatten: flatten,
  Concat: concat,
  Softmax: softmax,
  MatMul: dense,
  Gemm: dense,
};

function unsupported(step: Step, what: string): never {
  throw new UnsupportedNetwork(`${step.operator} ${step.output}: ${what}`);
}

function unary(run: (x: tf.Tensor) => tf.Tensor): Operator {
  return (step) => ({ run: ([x]) => run(x), inputs: step.inputs });
}

/** Of two values, of which one may be a constant: one number, or one a channel. */
function binary(run: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): Operator {
  return (step, { constants, keep, flat }) => {
    const [a, b] = step.inputs;
    const constant = constants.get(b);
    if (step.inputs.length !== 2 || constants.has(a)) return unsupported(step, 'its inputs');
    if (constant === undefined) {
      return flat.has(a) === flat.has(b)
        ? { run: ([x, y]) => run(x, y), inputs: [a, b] }
        : unsupported(step, 'numbers with a picture');
    }
    const each = perChannel(constant, flat.has(a) ? -1 : -3);
    const numbers = keep(tf.tensor1d(each ?? unsupported(step, 'its constant')));
    return { run: ([x]) => run(x, numbers), inputs: [a] };
  };
}

function clip(step: Step, { constants }: Workshop): Prepared {
  const [x, ...limits] = step.inputs;
  const [least, most] = limits.map((name) => constants.get(name)?.values[0]);
  if (least === undefined || most === undefined) return unsupported(step, 'its limits');
  return { run: ([value]) => tf.clipByValue(value, least, most), inputs: [x] };
}

/** The numbers of a constant that has one for all, or one a channel, which are the axis `axis` from behind. */
function perChannel(constant: Constant, axis: number): Float32Array | undefined {
  const values = floats(constant);
  return values.length === 1 || values.length === constant.dims.at(axis) ? values : undefined;
}

function normalisation(step: Step, { constants, keep }: Workshop): Prepared {
  const { gain, shift } = gainAndShift(step, constants) ?? unsupported(step, 'its inputs');
  const [factors, terms] = [keep(tf.tensor1d(gain)), keep(tf.tensor1d(shift))];
  return { run: ([x]) => tf.add(tf.mul(x, factors), terms), inputs: [step.inputs[0]] };
}

function convolution(step: Step, { constants, keep, memory }: Workshop): Prepared {
  const [x, kernelName, biasName] = step.inputs;
  const kernel = constants.get(kernelName);
  const biases = biasName ? constants.get(biasName) : undefined;
  if (kernel?.dims.length !== 4 || (biasName && !biases)) return unsupported(step, 'its weights');
  const [out, inGroup] = kernel.dims;
  const group = Number(step.attributes.group ?? 1);
  const depthwise = group > 1 && inGroup === 1 && out === group;
  if (group > 1 && !depthwise) return unsupported(step, `${group} groups`);
  const [strides, dilations] = [pair(step, 'strides', 1), pair(step, 'dilations', 1)];
  if (Math.max(...strides) > 1 && Math.max(...dilations) > 1) return unsupported(step, 'its leaps');
  const filter = keep(tf.tidy(() => filterOf(kernel, depthwise, memory)));
  const { activation } = step;
  const settings = {
    filter,
    strides,
    dilations,
    // Its types know no sides of their own, but it takes them: tfjs-converter gives it the same.
    pad: padding(step) as unknown as 'valid',
    activation: activation?.kind ?? ('linear' as const),
    ...(biases ? { bias: keep(tf.tensor1d(floats(biases))) } : {}),
    ...(activation?.kind === 'prelu'
      ? { preluActivationWeights: keep(slopes(step, activation.slopes, out)) }
      : {}),
  };
  const run = depthwise ? tf.fused.depthwiseConv2d : tf.fused.conv2d;
  return { run: ([value]) => run({ x: value as tf.Tensor4D, ...settings }), inputs: [x] };
}

/** [height, width, in, out], or [height, width, channels, 1]. The backend copies what it is given, so that one memory serves all. */
function filterOf({ dims, values, zero, gain }: Constant, depthwise: boolean, memory: Scratch): tf.Tensor4D {
  const numbers = new Float32Array(memory.take(values.length * 4), 0, values.length);
  numbers.set(values);
  const stored = tf.tensor4d(numbers, [...dims] as [number, number, number, number]);
  let filter = tf.transpose(stored, depthwise ? [2, 3, 0, 1] : [2, 3, 1, 0]);
  const each = (of: Float32Array) =>
    depthwise && of.length > 1 ? tf.tensor2d(of, [of.length, 1]) : tf.tensor1d(of);
  if (zero?.some((value) => value !== 0)) filter = tf.sub(filter, each(zero));
  return gain === undefined ? filter : tf.mul(filter, each(gain));
}

/** One a channel, whether the file has as many or one. */
function slopes(step: Step, constant: Constant, channels: number): tf.Tensor {
  const numbers = perChannel(constant, -3) ?? unsupported(step, 'its slopes');
  const each = numbers.length === 1 ? new Float32Array(channels).fill(numbers[0]) : numbers;
  return tf.tensor1d(each);
}

function pool(
  run: (x: tf.Tensor4D, window: [number, number], strides: [number, number], pad: 'valid') => tf.Tensor,
): Operator {
  return (step) => {
    const { ceil_mode = 0, dilations = [1, 1] } = step.attributes;
    const padded = padding(step)
      .flat()
      .some((px) => px !== 0);
    if (padded || ceil_mode !== 0 || String(dilations) !== '1,1') return unsupported(step, 'its borders');
    const [window, strides] = [pair(step, 'kernel_shape', 1), pair(step, 'strides', 1)];
    return { run: ([x]) => run(x as tf.Tensor4D, window, strides, 'valid'), inputs: step.inputs };
  };
}

function pad(step: Step, { constants }: Workshop): Prepared {
  const [x, padsName, valueName] = step.inputs;
  const pads = constants.get(padsName)?.values;
  const { mode = 'constant' } = step.attributes;
  if (pads?.length !== 8 || valueName || mode !== 'constant') return unsupported(step, 'its kind');
  const [n, c, h, w] = [0, 1, 2, 3].map((axis): [number, number] => [pads[axis], pads[axis + 4]]);
  return { run: ([value]) => tf.pad(value, [n, h, w, c]), inputs: [x] };
}

function flatten(step: Step): Prepared {
  if ((step.attributes.axis ?? 1) !== 1) return unsupported(step, 'its axis');
  const run: Operation = ([x]) => {
    const ordered = x.rank === 4 ? tf.transpose(x, [0, 3, 1, 2]) : x;
    return tf.reshape(ordered, [x.shape[0], -1]);
  };
  return { run, inputs: step.inputs };
}

/** Of numbers, one after the other. */
function concat(step: Step, { flat }: Workshop): Prepared {
  const plain = step.attributes.axis === 1 && step.inputs.every((name) => flat.has(name));
  return plain ? { run: (x) => tf.concat([...x], 1), inputs: step.inputs } : unsupported(step, 'its kind');
}

/** Of numbers, along the only axis that is not the first. */
function softmax(step: Step, { flat }: Workshop): Prepared {
  const axis = step.attributes.axis ?? -1;
  if (!flat.has(step.inputs[0]) || (axis !== 1 && axis !== -1)) return unsupported(step, 'its axis');
  return { run: ([x]) => tf.softmax(x), inputs: step.inputs };
}

/** [N, in] · [in, out] + [out]. */
function dense(step: Step, { constants, keep, flat }: Workshop): Prepared {
  const [x, weightsName, biasName] = step.inputs;
  const { transA = 0, transB = 0, alpha = 1, beta = 1 } = step.attributes;
  const weights = constants.get(weightsName);
  const biases = biasName ? constants.get(biasName) : undefined;
  const plain = flat.has(x) && transA === 0 && alpha === 1 && beta === 1;
  if (!plain || weights?.dims.length !== 2 || (biasName && !biases)) return unsupported(step, 'its kind');
  const [rows, columns] = weights.dims;
  const matrix = keep(tf.tensor2d(floats(weights), [rows, columns]));
  const terms = biases && keep(tf.tensor1d(floats(biases)));
  const run: Operation = ([value]) => {
    const product = tf.matMul(value, matrix, false, transB === 1);
    return terms ? tf.add(product, terms) : product;
  };
  return { run, inputs: [x] };
}

function pair(step: Step, attribute: string, otherwise: number): [number, number] {
  const value = step.attributes[attribute] ?? [otherwise, otherwise];
  const [first, second] = Array.isArray(value) ? value : unsupported(step, attribute);
  return [first, second];
}

/** Above and below, left and right, as TensorFlow.js writes it. */
function padding(step: Step): readonly (readonly [number, number])[] {
  const { pads = [0, 0, 0, 0], auto_pad = 'NOTSET' } = step.attributes;
  if (!Array.isArray(pads) || auto_pad !== 'NOTSET') return unsupported(step, 'its padding');
  const [top, left, bottom, right] = pads;
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}
