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
  prelu,
  sigmoid,
  wide,
  wideData,
  writeIr,
  X,
} from './testing';

describe('version 5', () => {
  const INPUT: LayerSpec = { type: 'Input', shape: X.shape };
  const one = (
    type: string,
    shape: readonly number[],
    more: Omit<LayerSpec, 'type' | 'shape'>,
  ): LayerSpec[] => [INPUT, { type, shape, from: [0], ...more }];
  const [w, b] = [numbers(8 * 4 * 9), numbers(8, 5)];
  const full = convolve(X, w, { ...wide, out: 8, biases: b });
  const grouped = convolve(X, numbers(8 * 2 * 9), { ...wide, out: 8, group: 2 });
  const data = { ...wideData, kernel: '3,3', output: 8 };

  it.each<[string, LayerSpec[], readonly number[]]>([
    [
      'Convolution',
      one('Convolution', full.shape, { data: { ...data, group: 1 }, blobs: { weights: w, biases: b } }),
      full.data,
    ],
    [
      'Convolution, grouped, without biases',
      one('Convolution', grouped.shape, {
        data: { ...data, group: 2 },
        blobs: { weights: numbers(8 * 2 * 9) },
      }),
      grouped.data,
    ],
    [
      'Convolution without padding by auto_pad',
      one('Convolution', [1, 8, 2, 1], {
        data: { ...data, group: 1, auto_pad: 'valid' },
        blobs: { weights: w },
      }),
      convolve(X, w, { ...wide, pads: [0, 0, 0, 0], out: 8 }).data,
    ],
    [
      'ScaleShift',
      one('ScaleShift', X.shape, { blobs: { weights: numbers(4), biases: numbers(4, 9) } }),
      perValue(X, (value, c) => value * numbers(4)[c] + numbers(4, 9)[c]).data,
    ],
    [
      'ScaleShift without biases',
      one('ScaleShift', X.shape, { blobs: { weights: [0.5] } }),
      X.data.map((value) => value / 2),
    ],
    [
      'PReLU, one slope',
      one('PReLU', X.shape, { data: { channel_shared: 1 }, blobs: { weights: [0.25] } }),
      prelu([0.25]),
    ],
    [
      'PReLU, a slope a channel',
      one('PReLU', X.shape, { data: { channel_shared: 0 }, blobs: { weights: numbers(4) } }),
      prelu(numbers(4)),
    ],
    ['ReLU', one('ReLU', X.shape, {}), X.data.map((value) => Math.max(0, value))],
    ['Activation', one('Activation', X.shape, { data: { type: 'sigmoid' } }), X.data.map(sigmoid)],
    [
      'Pooling by average, padding left out',
      one('Pooling', [1, 4, 3, 3], { data: { ...averageData, 'pool-method': 'avg', 'exclude-pad': 'true' } }),
      averagePool(X, average, false).data,
    ],
    [
      'Pooling by average, padding counted',
      one('Pooling', [1, 4, 3, 3], {
        data: { ...averageData, 'pool-method': 'avg', 'exclude-pad': 'false' },
      }),
      averagePool(X, average, true).data,
    ],
    [
      'Pooling by maximum, rounded up',
      one('Pooling', [1, 4, 3, 2], {
        data: {
          kernel: '2,3',
          strides: '2,3',
          pads_begin: '0,0',
          pads_end: '0,0',
          'pool-method': 'max',
          rounding_type: 'ceil',
        },
      }),
      maxPool(X, { kernel: [2, 3], strides: [2, 3], ceil: true }).data,
    ],
  ])('%s', (_, layers, expected) => expectSame(5, layers, expected));

  it.each([
    ['sum', (x: number, y: number, z: number) => x + y + z],
    ['mul', (x: number, y: number, z: number) => x * y * z],
    ['prod', (x: number, y: number, z: number) => x * y * z],
    ['max', (x: number, y: number, z: number) => Math.max(x, y, z)],
  ])('Eltwise %s of three', (operation, of) => {
    const layers: LayerSpec[] = [
      INPUT,
      { type: 'Activation', shape: X.shape, from: [0], data: { type: 'sigmoid' } },
      { type: 'ScaleShift', shape: X.shape, from: [0], blobs: { weights: [-0.5] } },
      { type: 'Eltwise', shape: X.shape, from: [0, 1, 2], data: { operation } },
    ];
    return expectSame(
      5,
      layers,
      X.data.map((x) => of(x, sigmoid(x), -x / 2)),
    );
  });

  it.each<[string, LayerSpec[]]>([
    ['operation="sub"', one('Eltwise', X.shape, { data: { operation: 'sub' } })],
    ['coeff="1,-1"', one('Eltwise', X.shape, { data: { operation: 'sum', coeff: '1,-1' } })],
    ['type="tanh"', one('Activation', X.shape, { data: { type: 'tanh' } })],
    ['negative_slope="0.1"', one('ReLU', X.shape, { data: { negative_slope: '0.1' } })],
    ['pool-method="sum"', one('Pooling', X.shape, { data: { ...averageData, 'pool-method': 'sum' } })],
    [
      'auto_pad="same_upper"',
      one('Pooling', X.shape, { data: { 'pool-method': 'max', kernel: '2,2', auto_pad: 'same_upper' } }),
    ],
    ['of type Softmax', one('Softmax', X.shape, {})],
    ['of type constructor', one('constructor', X.shape, {})],
    ['has no weights', one('ScaleShift', X.shape, {})],
    ['kernel="3,x"', one('Convolution', X.shape, { data: { ...data, kernel: '3,x', group: 1 } })],
  ])('refuses what it does not know: %s', (message, layers) => {
    const { xml, bin } = writeIr(5, layers);
    expect(() => convertOpenvino(xml, bin)).toThrow(message);
    expect(() => convertOpenvino(xml, bin)).toThrow(/layer l1/);
  });
});
