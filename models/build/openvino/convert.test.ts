import { describe, expect, it } from 'vitest';
import { convertOpenvino } from './index';
import { type LayerSpec, numbers, writeIr, X } from './testing';

describe('a damaged file', () => {
  const { xml, bin } = writeIr(5, [
    { type: 'Input', shape: X.shape },
    { type: 'ScaleShift', shape: X.shape, from: [0], blobs: { weights: numbers(4), biases: numbers(4) } },
  ]);

  it.each<[string, string, Uint8Array, RegExp]>([
    ['a .bin that is cut off', xml, bin.subarray(0, 15), /end at byte 16, but the \.bin file has only 15/],
    ['an offset beyond the .bin', xml.replace('offset="8"', 'offset="9"'), bin, /end at byte 17/],
    [
      'weights of another size',
      xml.replace('size="8"', 'size="6"'),
      bin,
      /has 6 bytes .* \[4,1,1\] in FP16 needs 8/,
    ],
    [
      'a negative offset',
      xml.replace('offset="8"', 'offset="-8"'),
      bin,
      /cannot be read \(net\.layers\.layer\.1\.blobs/,
    ],
    [
      'an unknown precision',
      xml.replaceAll('precision="FP16"', 'precision="BF16"'),
      bin,
      /has precision "BF16"/,
    ],
    ['text that is no XML', 'PK\u0003\u0004', bin, /cannot be read/],
    ['XML that is cut off', xml.slice(0, -40), bin, /cannot be read/],
    ['other XML', '<html></html>', bin, /cannot be read \(net\)/],
    [
      'another version',
      xml.replace('version="5"', 'version="7"'),
      bin,
      /version 7 is not supported, only 5, 10, 11/,
    ],
    ['a lost edge', xml.replace(/<edge [^>]*>/, ''), bin, /nothing feeds port 0 of layer l1/],
    [
      'an edge from nowhere',
      xml.replace('from-layer="0"', 'from-layer="7"'),
      bin,
      /fed by an output that is not there/,
    ],
    ['a batch', xml.replaceAll('<dim>1</dim>', '<dim>2</dim>'), bin, /not a batch of 1/],
  ])('%s', (_, text, bytes, message) => {
    expect(() => convertOpenvino(text, bytes)).toThrow(message);
  });
});

it('keeps halves as halves', () => {
  const layer = (type: 'f16' | 'f32'): LayerSpec[] => [
    { type: 'Parameter', shape: [1, 4, 16, 16] },
    { type: 'Const', shape: [1, 4, 16, 16], values: { type, numbers: numbers(1024) } },
    { type: 'Add', shape: [1, 4, 16, 16], from: [0, 1] },
    { type: 'Result', shape: [], from: [2] },
  ];
  const [halves = 0, floats = 0] = (['f16', 'f32'] as const).map((type) => {
    const { xml, bin } = writeIr(10, layer(type));
    return convertOpenvino(xml, bin).length;
  });
  expect(halves).toBeLessThan(2600);
  expect(floats).toBeGreaterThan(4096);
});
