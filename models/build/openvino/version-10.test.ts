import { describe, expect, it } from 'vitest';
import { convertOpenvino } from './index';
import {
  average,
  averageData,
  averagePool,
  convolve,
  expectSame,
  type LayerSpec,
  maxPool,
  numbers,
  perValue,
  picture,
  prelu,
  sigmoid,
  wide,
  wideData,
  writeIr,
  X,
} from './testing';

describe.each([10, 11])('version %i', (version) => {
  const INPUT: LayerSpec = {
    type: 'Parameter',
    shape: X.shape,
    data: { element_type: 'f32', shape: `${X.shape}` },
  };
  const constant = (
    shape: readonly number[],
    values: readonly number[],
    type: 'f16' | 'f32' | 'i64' | 'i32' = 'f16',
  ) => ({ type: 'Const', shape, values: { type, numbers: values } }) satisfies LayerSpec;
  /** input → layer (with constants as further inputs) → result */
  const one = (type: string, shape: readonly number[], data = {}, ...constants: LayerSpec[]): LayerSpec[] => [
    INPUT,
    ...constants,
    { type, shape, data, from: [0, ...constants.map((_, i) => i + 1)] },
    { type: 'Result', shape: [], from: [constants.length + 1] },
  ];
  const [w, slopes] = [numbers(8 * 4 * 9), numbers(4)];
  const full = convolve(X, w, { ...wide, out: 8 });
  const grouped = convolve(X, numbers(8 * 2 * 9), { ...wide, out: 8, group: 2 });
  const means = X.data
    .slice(0, 4)
    .map((_, c) => X.data.slice(30 * c, 30 * c + 30).reduce((a, v) => a + v, 0) / 30);

  it.each<[string, LayerSpec[], readonly number[]]>([
    ['Convolution', one('Convolution', full.shape, wideData, constant([8, 4, 3, 3], w)), full.data],
    [
      'GroupConvolution',
      one('GroupConvolution', grouped.shape, wideData, constant([2, 4, 2, 3, 3], numbers(8 * 2 * 9))),
      grouped.data,
    ],
    ['PReLU, one slope', one('PReLU', X.shape, {}, constant([1], [0.25])), prelu([0.25])],
    ['PReLU, a slope a channel', one('PRelu', X.shape, {}, constant([4], slopes, 'f32')), prelu(slopes)],
    ['ReLU', one('ReLU', X.shape), X.data.map((value) => Math.max(0, value))],
    ['Sigmoid', one('Sigmoid', X.shape), X.data.map(sigmoid)],
    [
      'Add',
      one('Add', X.shape, {}, constant([1, 4, 1, 1], slopes)),
      perValue(X, (v, c) => v + slopes[c]).data,
    ],
    [
      'Multiply',
      one('Multiply', X.shape, {}, constant([1, 4, 1, 1], slopes, 'f32')),
      perValue(X, (v, c) => v * slopes[c]).data,
    ],
    ['Maximum', one('Maximum', X.shape, {}, constant([], [0.5])), X.data.map((v) => Math.max(v, 0.5))],
    [
      'MaxPool',
      one('MaxPool', [1, 4, 3, 2], {
        kernel: '2,2',
        strides: '2,2',
        pads_begin: '0,0',
        pads_end: '0,0',
        rounding_type: 'floor',
      }),
      maxPool(X, { kernel: [2, 2], strides: [2, 2] }).data,
    ],
    [
      'AvgPool, padding counted',
      one('AvgPool', [1, 4, 3, 3], { ...averageData, 'exclude-pad': 'False' }),
      averagePool(X, average, true).data,
    ],
    [
      'AvgPool, padding left out',
      one('AvgPool', [1, 4, 3, 3], { ...averageData, 'exclude-pad': 'True' }),
      averagePool(X, average, false).data,
    ],
    [
      'ReduceMean',
      one('ReduceMean', [1, 4, 1, 1], { keep_dims: 'True' }, constant([2], [2, 3], 'i64')),
      means,
    ],
    [
      'ReduceMean to fewer axes',
      one('ReduceMean', [1, 4], { keep_dims: 'false' }, constant([2], [2, 3], 'i32')),
      means,
    ],
    ['Reshape', one('Reshape', [1, 120], { special_zero: 'true' }, constant([2], [1, -1], 'i64')), X.data],
    [
      'Transpose',
      one('Transpose', [1, 6, 5, 4], {}, constant([4], [0, 2, 3, 1], 'i64')),
      Array.from({ length: 120 }, (_, i) => X.data[(i % 4) * 30 + Math.floor(i / 4)] ?? 0),
    ],
    [
      'Squeeze',
      [
        INPUT,
        constant([2], [2, 3], 'i64'),
        { type: 'ReduceMean', shape: [1, 4, 1, 1], data: { keep_dims: 'true' }, from: [0, 1] },
        { type: 'Squeeze', shape: [1, 4], from: [2, 1] },
        { type: 'Result', shape: [], from: [3] },
      ],
      means,
    ],
    [
      'weights behind a Convert',
      [
        INPUT,
        constant([2, 4, 2, 3, 3], numbers(8 * 2 * 9)),
        { type: 'Convert', shape: [2, 4, 2, 3, 3], data: { destination_type: 'f32' }, from: [1] },
        { type: 'GroupConvolution', shape: grouped.shape, data: wideData, from: [0, 2] },
        { type: 'Result', shape: [], from: [3] },
      ],
      grouped.data,
    ],
  ])('%s', (_, layers, expected) => expectSame(version, layers, expected));

  it('leaves the batch free, also behind a Reshape that fixed it', () => {
    const two = picture(2);
    return expectSame(
      version,
      one('Reshape', [1, 4, 30], { special_zero: 'false' }, constant([3], [1, 4, 30], 'i64')),
      two.data,
      two,
    );
  });

  it.each<[RegExp, LayerSpec[]]>([
    [/of type Softmax, which is not supported in version 1[01] \(Const, /, one('Softmax', X.shape)],
    [
      /weights from l0, no Const/,
      [
        INPUT,
        { type: 'Convolution', shape: X.shape, data: wideData, from: [0, 0] },
        { type: 'Result', shape: [], from: [1] },
      ],
    ],
    [/destination_type="i32"/, one('Convert', X.shape, { destination_type: 'i32' })],
    [/weights of layer 1\/l1 are i64/, one('Add', X.shape, {}, constant([1], [1], 'i64'))],
    [/l1 is f16, where whole numbers/, one('Reshape', X.shape, {}, constant([1], [1], 'f16'))],
    [/special_zero="false"/, one('Reshape', X.shape, {}, constant([2], [1, 0], 'i64'))],
    [/1 inputs|0 outputs/, [INPUT]],
    [
      /feeds itself/,
      [INPUT, { type: 'Add', shape: X.shape, from: [0, 1] }, { type: 'Result', shape: [], from: [1] }],
    ],
  ])('refuses %s', (message, layers) => {
    const { xml, bin } = writeIr(version, layers);
    expect(() => convertOpenvino(xml, bin)).toThrow(message);
  });
});
