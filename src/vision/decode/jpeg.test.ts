import fc from 'fast-check';
import { expect, it } from 'vitest';
import { measureJpeg } from './jpeg';
import { baselineJpeg, progressiveJpeg } from './testing';

it('reads size, and stops at the only scan of a file that has all in one', () => {
  const jpeg = baselineJpeg(640);
  expect(measureJpeg(jpeg)).toEqual({ width: 640, height: 640, samples: 1, buffered: false, scans: 1 });
  expect(measureJpeg(Buffer.concat([jpeg, jpeg]))).toMatchObject({ scans: 1 });
});

it('counts the scans of a progressive file, which is kept whole meanwhile', () => {
  expect(measureJpeg(progressiveJpeg(64, 12))).toMatchObject({ width: 64, buffered: true, scans: 12 });
});

it('is not misled by fill bytes, by junk between segments, or by a header inside a note', () => {
  const small = [0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0];
  const note = Buffer.from([0xff, 0xfe, 0, small.length + 2, ...small]);
  for (const between of [Buffer.from([0xff, 0xff, 0xff]), Buffer.from([1, 2, 3]), note]) {
    expect(measureJpeg(baselineJpeg(640, between))).toMatchObject({ width: 640, height: 640 });
  }
});

it('counts samples by their factors: a quarter of the colours makes one and a half a pixel', () => {
  const frame = [0xff, 0xc0, 0, 17, 8, 0, 16, 0, 32, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0];
  const measured = measureJpeg(Uint8Array.from([0xff, 0xd8, ...frame, ...scan, ...scan, 0xff, 0xd9]));
  // Its components come one by one.
  expect(measured).toEqual({ width: 32, height: 16, samples: 1.5, buffered: true, scans: 2 });
});

it('ends for any bytes, and for a file that is cut off anywhere', () => {
  const marker = fc.constantFrom(0xff, 0xd8, 0xc0, 0xc2, 0xda, 0xd0, 0, 1, 2, 8);
  fc.assert(
    fc.property(fc.array(fc.oneof(marker, fc.nat(255)), { maxLength: 200 }), (bytes) => {
      measureJpeg(Uint8Array.from([0xff, 0xd8, ...bytes]));
    }),
  );
  const whole = progressiveJpeg(64, 4);
  for (let end = 0; end < whole.length; end++) measureJpeg(whole.subarray(0, end));
});
