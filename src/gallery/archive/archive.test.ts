import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { landmarks } from '../../../test/support/landmarks';
import { type ArchivedFace, type ArchivedPerson, ArchiveReader, ArchiveWriter } from '.';
import { HEADER_BYTES, newHeader } from './header';

const PASSPHRASE = 'open sesame';
/** As cheap as is allowed: a file's key is made for every case. */
const CHEAP = { memoryKiB: 19_456, passes: 2, lanes: 1 };

function face(face_id: string, dimension: number, direction: number): ArchivedFace {
  const template = new Float32Array(dimension);
  template[direction % dimension] = 1;
  return {
    face_id,
    tag: `tag ${face_id}`,
    template,
    origin: { model: 'm', modelHash: 'h', alignment: 'a' },
    face: {
      box: { x: -1.5, y: 2, width: 3, height: 4 },
      score: 0.9,
      landmarks: landmarks(() => ({ x: 1, y: 2 })),
    },
    pose: { pitch: 1, yaw: -2, roll: 3 },
    image: { width: 9, height: 8 },
  };
}

function person(i: number, faces = 2): ArchivedPerson {
  return {
    person_id: `p${i}`,
    person_name: `Näme ${i}`,
    tag: '',
    group_ids: ['a', `g${i}`],
    faces: Array.from({ length: faces }, (_, k) => face(`${i}-${k}`, k % 2 ? 8 : 128, i + k)),
  };
}

async function write(persons: readonly ArchivedPerson[], chunkBytes = 1000): Promise<Uint8Array> {
  const faces = persons.reduce((sum, each) => sum + each.faces.length, 0);
  const manifest = { created: '2026-11-25T00:00:00.000Z', persons: persons.length, faces };
  const writer = await ArchiveWriter.create(PASSPHRASE, manifest, newHeader(CHEAP, chunkBytes));
  for (const each of persons) await writer.add(each);
  await writer.end();
  return new Uint8Array(Buffer.concat(writer.take()));
}

/** Gives the file to the reader in parts of these sizes, over and over. */
async function read(file: Uint8Array, parts: readonly number[] = [4096], passphrase = PASSPHRASE) {
  const reader = new ArchiveReader(passphrase);
  const persons: ArchivedPerson[] = [];
  for (let at = 0, i = 0; at < file.length; i++) {
    const end = at + parts[i % parts.length];
    persons.push(...(await reader.push(file.slice(at, end))));
    at = end;
  }
  persons.push(...(await reader.end()));
  return { persons, manifest: reader.manifest };
}

describe('an archive', () => {
  it('gives back what was put in, whatever the parts it comes in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(20), { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(100, 1000, 100_000),
        async (counts, parts, chunkBytes) => {
          const persons = counts.map((faces, i) => person(i, faces));
          const found = await read(await write(persons, chunkBytes), parts);
          expect(found.persons).toEqual(persons);
          expect(found.manifest).toMatchObject({ persons: persons.length });
        },
      ),
      { numRuns: 12 },
    );
  });

  it('shows nothing of what is in it', async () => {
    // Long enough that chance does not put them into some thousand random bytes.
    const secrets = { person_id: 'ann-of-the-night', person_name: 'Ann Onymous', group_ids: ['night-shift'] };
    const file = await write([{ ...person(1), ...secrets }]);
    const text = Buffer.from(file).toString('latin1');
    for (const secret of [...Object.values(secrets).flat(), 'person_id', 'tag 1-0', 'rightEye']) {
      expect(text).not.toContain(secret);
    }
  });

  it('wants its own passphrase', async () => {
    const file = await write([person(1)]);
    await expect(read(file, [4096], 'open says me')).rejects.toMatchObject({
      code: -1313,
      detail: expect.stringMatching(/passphrase is wrong/),
    });
    expect(() => new ArchiveReader('')).toThrow(expect.objectContaining({ code: -1301 }));
  });
});

describe('what was done to it shows', () => {
  let file: Uint8Array;
  const CHUNK = 1000 + 16;

  beforeAll(async () => {
    file = await write([person(1), person(2), person(3)]);
    expect(file.length).toBeGreaterThan(HEADER_BYTES + 3 * CHUNK);
  });

  it('a flipped bit anywhere', async () => {
    // Of the header's cost parameters some values are allowed, and make another key.
    const places = fc.oneof(
      fc.nat(HEADER_BYTES - 1).filter((at) => at < 12 || at >= 24),
      fc.nat(file.length - 1),
    );
    await fc.assert(
      fc.asyncProperty(places, fc.nat(7), async (at, bit) => {
        fc.pre(at < 12 || at >= 24);
        const changed = file.slice();
        changed[at] ^= 1 << bit;
        await expect(read(changed)).rejects.toMatchObject({ code: -1313 });
      }),
      { numRuns: 40 },
    );
  });

  it('a cut anywhere, at a chunk’s border too', async () => {
    const borders = [0, 1, HEADER_BYTES, HEADER_BYTES + CHUNK, HEADER_BYTES + 2 * CHUNK, file.length - 1];
    for (const length of borders) {
      await expect(read(file.slice(0, length)), `${length} bytes`).rejects.toMatchObject({ code: -1313 });
    }
  });

  it('chunks that are swapped, repeated, dropped, of another file, or appended', async () => {
    const chunk = (from: Uint8Array, i: number) =>
      from.slice(HEADER_BYTES + i * CHUNK, HEADER_BYTES + (i + 1) * CHUNK);
    const header = file.slice(0, HEADER_BYTES);
    const rest = file.slice(HEADER_BYTES + 2 * CHUNK);
    const other = await write([person(1), person(2), person(3)]);
    const made = [
      [header, chunk(file, 1), chunk(file, 0), rest],
      [header, chunk(file, 0), chunk(file, 0), chunk(file, 1), rest],
      [header, chunk(file, 1), rest],
      [header, chunk(other, 0), chunk(file, 1), rest],
      [other.slice(0, HEADER_BYTES), file.slice(HEADER_BYTES)],
      [file, new Uint8Array([0])],
      [file, file],
    ];
    for (const [i, parts] of made.entries()) {
      await expect(read(new Uint8Array(Buffer.concat(parts))), `case ${i}`).rejects.toMatchObject({
        code: -1313,
      });
    }
  });

  it('what is no such file, a newer one, one that would cost too much', async () => {
    await expect(read(new TextEncoder().encode('x'.repeat(200)))).rejects.toMatchObject({
      detail: expect.stringMatching(/no gallery file/),
    });
    const newer = file.slice();
    newer[8] = 2;
    await expect(read(newer)).rejects.toMatchObject({ detail: expect.stringMatching(/newer/) });
    const costly = file.slice();
    costly[15] = 255;
    await expect(read(costly)).rejects.toMatchObject({ detail: expect.stringMatching(/out of bounds/) });
  });
});

describe('a file that its own passphrase opens, but that makes no sense, is refused', () => {
  const cases: Record<string, readonly ArchivedPerson[]> = {
    'an id that is none': [{ ...person(1), person_id: 'a b' }],
    'a group twice': [{ ...person(1), group_ids: ['a', 'a'] }],
    'a person twice': [person(1), { ...person(2), person_id: 'p1' }],
    'a face twice': [person(1), { ...person(2), faces: person(1).faces }],
    '21 faces': [person(1, 21)],
    'a name too long': [{ ...person(1), person_name: 'x'.repeat(1025) }],
    'a template of no unit length': [
      { ...person(1), faces: [{ ...face('1', 4, 0), template: new Float32Array(4) }] },
    ],
    'a template with NaN': [
      { ...person(1), faces: [{ ...face('1', 4, 0), template: new Float32Array(4).fill(Number.NaN) }] },
    ],
    'a pose without numbers': [{ ...person(1), faces: [{ ...face('1', 4, 0), pose: {} as never }] }],
  };
  it.each(Object.keys(cases))('%s', async (name) => {
    const file = await write(cases[name]);
    await expect(read(file)).rejects.toMatchObject({ code: expect.any(Number), name: 'FaceError' });
  });
});

it('a file of version 1 stays readable', async () => {
  const found = await read(Buffer.from(GOLDEN.replace(/\s/g, ''), 'base64'));
  expect(found).toEqual({
    persons: [person(7, 1)],
    manifest: { created: '2026-11-25T00:00:00.000Z', persons: 1, faces: 1 },
  });
});

const GOLDEN = `
  bWllbi5nYWwBAAEAAEwAAAIAAAABAAAA6AMAAIah1BR2CGnkglj4SSxUj74bp09B6h9qAGb9MWxx96A5CiSWKmiUlklXbTbqGjHk
  qDgLrssqQZfFkkA7VJdOMs2mxwHCTb5cs95AAo+zhXylEb/BWh5aBuSqXVODfcAUaM4Mf8qRYNtE2iCfO6M5DoLk0YD8AmQ3n/6j
  kMDP+j6udxnelqpzH+2ntdEFqOE67+mHc625LNl2gy+gWgu21BUnlo3tDYfuQxFziuM7NPMKXYPJGFkgDW9ZseR6li/+Bev/TMPw
  U0Dl8wioYQevwQOz3Tc2ujoZj3y9hlGq8zl6xk796Q5S2CTWJu6xG5jPksG2gz0tBXqBXNrATSmC9gWCPYREhsRaYLLoVJdP8DrD
  aKznG/1qr/7ZyW993iZmlQIsEL/ojU3JiRhlFDxTNBNd+4M4Rvl9cggC5/BhyudSLmO64Go4txTsSWb35VYSjz+Ksykz/8BtRSQv
  tx1+vTQSx6eFnzBWijL7tS9Uq+CSufJ3/CpOW4h8ZEULLD7nhKRmaD+aRt8nRhSXUCrS6Mn5YMNmeA7TCrs6Qs9IWMtaco9ZeGAe
  BgtN+tTYStB5+6wEQz2L9j2qVlJewGTcwx4VJbYrTEl9usffea7UuROTPdAgDXkl8LnrAOhlCGDz4DLPTuXBG1QuPRjSAfSVClr9
  FYzVoBULmkK8ob7dgnnNm2BCDxnFM8O2kA9fuo79ptck77cJQURLP9a0LloFW+EyG7XPosNSywCN/FPZLW492c1gbuaJLPYom6b4
  i9cM90YrJv6kxfHnlFdbgdcnSJ0f5gIhEhJHdCd0WqRboxIQ7WLqElemq3DdKIA68k9TM6UpOrGbsUHWYAc+71x0cslydBrIunSX
  2dBxSy4H7FIGe3JqLRN28ZBvL8jHkTYaV42K5lWKpK87E5qZtPTMK1rwiLM12pTtBX5ilEwVf30EMiKJE77jN46kcWXj+imwHzuu
  tw0NthRReSDSQ0onm0przFUFK8kMDP5pFdTg/cUYVjUP5Ow7bd4WJmmx3kkBemn3TqhN6v6AM4ZKXfNh3WqJWAf7tgEBKd7oU6mc
  KeA4yR4SK3DjaGWJO352BGEv2Y0nBAXg6n2836nGfC2/6hsKxcxjG4KFuaxRCKGfe+S+/zV8FZFe8NAQbzjGcIBnTUTegGWydwlu
  CgbzARehfb3YhISq+WbAAknppyaVj5j9JOaa2WoAxS9i7sOuu2EspFpJ8991tIuznkwMiFv2DFWELwHJSDUud/0GGY9oDe0zDkhV
  +w2/jVu3G/PMucxvaKpTTnXhKz8ty0LFoKG+Z5r0u7bUZ5qXUxM6ERbALn1kediek6wBZodp52Op+BflIM6SrvR4yG7hx3+icrEQ
  MZQMYL49qJIZyUL1oabqvocF8onEVVi1ALQDC5ZLJO3cplg23PVvsj01DoSAGVjcrLjR33QDe73uurEFqJUhEvrDYLxGFUahaaRF
  5DLwqsfQ8pUMv06tCUPgvPC0Lvx3noG1qRQOf9qSvJU2dJAiSB7CnaGYDqj/CiwowuvY84qR6iTtmJV1QqIOXFUNUiHv6Cvtbg==
`;
