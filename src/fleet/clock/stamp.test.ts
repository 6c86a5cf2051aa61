import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deviceOf, isStamp, msOf, nextStamp } from '.';

const MS = fc.integer({ min: 0, max: 4e12 });
const DEVICE = fc.constantFrom('a', 'B-_9', 'zzzz');

test('a later millisecond is a later stamp, whatever the devices', () => {
  fc.assert(
    fc.property(MS, fc.integer({ min: 1, max: 1e9 }), DEVICE, DEVICE, (ms, more, a, b) => {
      expect(nextStamp(ms + more, null, a) > nextStamp(ms, null, b)).toBe(true);
    }),
  );
});

test('who has seen a stamp makes a later one, even behind it by years', () => {
  fc.assert(
    fc.property(MS, MS, fc.array(DEVICE, { minLength: 1, maxLength: 50 }), (now, seen, devices) => {
      let last = nextStamp(seen, null, 'first');
      for (const device of devices) {
        const next = nextStamp(now, last, device);
        expect(next > last).toBe(true);
        expect(isStamp(next)).toBe(true);
        expect(deviceOf(next)).toBe(device);
        expect(msOf(next)).toBe(Math.max(now, seen));
        last = next;
      }
    }),
  );
});

test('a full count goes on to the next millisecond', () => {
  const full = `${(1000).toString(36).padStart(9, '0')}.zzzz.a`;
  const next = nextStamp(5, full, 'a');
  expect(next > full).toBe(true);
  expect(msOf(next)).toBe(1001);
});

test.each(['', 'x', '000000000.0000.', '000000000.0000.a b', 7, null])('%j is no stamp', (value) => {
  expect(isStamp(value)).toBe(false);
});
