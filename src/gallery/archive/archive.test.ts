import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { landmarks } from '../../protocol/testing';
import { type ArchivedFace, type ArchivedPerson, ArchiveReader, ArchiveWriter } from '.';
import { BytesQueue } from './bytes-queue';
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

async function write(
  persons: readonly ArchivedPerson[],
  chunkBytes = 4096,
  version = 2,
): Promise<Uint8Array> {
  const faces = persons.reduce((sum, each) => sum + each.faces.length, 0);
  const contents = { created: '2026-11-25T00:00:00.000Z', persons: persons.length, faces };
  const header = { ...newHeader(CHEAP, chunkBytes), version };
  const writer = await ArchiveWriter.create(PASSPHRASE, contents, header);
  for (const each of persons) await writer.add(each);
  await writer.end();
  return new Uint8Array(Buffer.concat(writer.take()));
}

/** Of the faces every other one by a second network, too. */
function seconded(each: ArchivedPerson): ArchivedPerson {
  const second = {
    template: face('x', 16, 3).template,
    origin: { model: 'o', modelHash: 'i', alignment: 'b' },
  };
  return { ...each, faces: each.faces.map((one, i) => (i % 2 ? one : { ...one, second })) };
}

it('carries second templates of the faces that have one', async () => {
  const persons = [seconded(person(1, 3)), person(2)];
  expect((await read(await write(persons))).persons).toEqual(persons);
});

it('reads files of the first version, and refuses those of a later one', async () => {
  expect(versionOf(await write([person(1)]))).toBe(2);
  const old = await write([person(1)], 4096, 1);
  expect(versionOf(old)).toBe(1);
  expect((await read(old)).persons).toEqual([person(1)]);
  await expect(read(await write([person(1)], 4096, 3))).rejects.toThrow(/newer version/);
});

function versionOf(file: Uint8Array): number {
  return new DataView(file.buffer, file.byteOffset).getUint16(8, true);
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
  return { persons, contents: reader.contents };
}

describe('an archive', () => {
  it('gives back what was put in, whatever the parts it comes in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(20), { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(4096, 5000, 100_000),
        async (counts, parts, chunkBytes) => {
          const persons = counts.map((faces, i) => person(i, faces));
          const found = await read(await write(persons, chunkBytes), parts);
          expect(found.persons).toEqual(persons);
          expect(found.contents).toMatchObject({ persons: persons.length });
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
  const CHUNK = 4096 + 16;

  beforeAll(async () => {
    file = await write([person(1, 20), person(2), person(3)]);
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
    const other = await write([person(1, 20), person(2), person(3)]);
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
    newer[8] = 3;
    await expect(read(newer)).rejects.toMatchObject({ detail: expect.stringMatching(/newer/) });
    const costs: Record<string, (header: DataView) => void> = {
      '256 MiB and one byte': (header) => header.setUint32(12, 262_145, true),
      '9 passes': (header) => header.setUint32(16, 9, true),
      '2 lanes': (header) => header.setUint32(20, 2, true),
      'all that was ever allowed': (header) => header.setUint32(12, 1_048_576, true),
    };
    for (const [name, change] of Object.entries(costs)) {
      const costly = file.slice();
      change(new DataView(costly.buffer));
      await expect(read(costly), name).rejects.toMatchObject({
        code: -1313,
        detail: expect.stringMatching(/out of bounds/),
      });
    }
  });

  it('chunks so short that reading them would take for ever', async () => {
    for (const chunkBytes of [1, 1000, 4095]) {
      await expect(read(await write([person(1)], chunkBytes))).rejects.toMatchObject({ code: -1313 });
    }
  });
});

it('bytes that come one by one cost what as many at once do: no more than in proportion', () => {
  const ms = (bytes: number) => {
    const queue = new BytesQueue();
    const one = new Uint8Array(1);
    const began = performance.now();
    for (let i = 0; i < bytes; i++) queue.push(one);
    expect(queue.take(bytes - 7)).toHaveLength(bytes - 7);
    expect(queue.length).toBe(7);
    return performance.now() - began;
  };
  ms(100_000); // compiled
  expect(ms(4_000_000)).toBeLessThan(10_000); // a list that is shifted takes minutes
});

it('bytes come out of a queue as they went in, whatever the parts', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.uint8Array({ maxLength: 9000 }), fc.nat(9000))), (steps) => {
      const queue = new BytesQueue();
      let expected = new Uint8Array(0);
      for (const [part, wanted] of steps) {
        queue.push(part);
        expected = Uint8Array.from([...expected, ...part]);
        const count = Math.min(wanted, expected.length);
        expect(queue.length).toBe(expected.length);
        expect(Buffer.compare(queue.take(count), expected.subarray(0, count))).toBe(0);
        expected = expected.slice(count);
      }
    }),
    { numRuns: 50 },
  );
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
    contents: { created: '2026-11-25T00:00:00.000Z', persons: 1, faces: 1 },
  });
});

const GOLDEN = `
  bWllbi5nYWwBAAEAAEwAAAIAAAABAAAAAAAEAH20ZN3K7LUUkI1PggItT2q2do+EQxVqAHl0GkC/bLpyDwsdNJMg/VOuTt2kHkMuin8w/D4i
  2fxjaSJBcRMVDXiwavMafeVj67oZB0KNfzJtZEZWIOE87UzSZKErUs8i6H7+PhYDPDF8UUXKjnEWRW3XVv+q1yD7YYQTAgbqWieFRwdjrmTz
  c1sGc9lytl1b8mHG64FxDlk3jMtt86kTq2MrRE7EUmIHIntQWFbqvmn2fSw5ZBJtr7WUcqgrIS3d8AH0CuMjJABhyh2ChLyepQpgkN4a0CBC
  a7hF7OViOUkhbZOUY6Cf7ssrbkU/InGb/I0AsyEMdZKnwMuvOntl+A895Wf6VSNB7p3kOXR86hC9Yvqk6vQ2MYRkOXYNuQEHq0M2C+qkR9S3
  Pvuwym5kxFAhiwGQ+q1Y4eTCVoIm6uTOuLafDEJos7JvhxFkrrOfV30ZrrB8CSds5WaCNl+XTQal+aFZsNmpqr3CqWQAJmbEqqlr/uY3XU0O
  pdpdsNMRn20xrrCfb36rExpRbx7nIjFfaw26YLSLt2C2MTZ6ajljErCqcVqhhLJxixxx9HVLLU1O+YO7TulsHEr8RchUr3kN5Gt9ZHfu2Ag/
  0jvG3HblOeov7mkp1scirkx7M8FQ/GWRc7loGEbEYW0Qc9iDYOXIfWGfQKJ8ettMutIWBQ8Lp49VbDlNnv8hMlSq5Si2bzL3Ui82tPbiwmv9
  801of1+898L7DZCYWFCM7qY8OWtN1quXyKSKGclddqri79vqb0jUnhLUEKi5IQlss7LkFJkDG750W8kQnoQ2ob/lGXl/wQrd/H9Wihh/lVbJ
  6a/vcfcT2CkdaSmCicSb6tRhchIcm9QBsHN+C90PDkFYBNtDolCvCs7UvKjnTr94Fnud0Mtrdcs9AIJbN4QJep0dnlsBDAfkP/g7nPuQ+EuX
  dDG+e5FCH9zGvvaIKd8XDAx4h0yZJTD63GhNqPF3/gDrz6mGllUjw8F3/7P9ms8itAcjUPMjRPmdLv1SfxgAgaVJfFieMX85BUUlEDSjdhUL
  iRuo3kD3OQ9OH1gTVGX2JOng/JjzNweXq7o7CGkriy6UB5FHRmjHMVq2fpc66+O02kqMZnVKQmIHXWTD00N5iVeAUhSOg/3IjQr53vD13BJX
  pnnU+L1kg4AjOg/tY6bUT/u/TCX0rILTdiKYzhI3kW/9GSOEaepzYKpImB+qY9IvDBUyox+2FwBn0VTc1VQ785kShMxANhvV5P7DU61zaYxn
  kHJ6AluO6BuNfEgS+BaDH62pZ1NRn0sDpROiBHVttsT0bImSM1DxJgGA41jk8WO805ZY4d6Sli5ZWrS94qPPv4h+KOgsfjyy9YQi5yAgd+j7
  WJMnfaGgDE162Dm/d0Hh8op4atBpDQhJY8bqOLY+WpomCjsEVXobN7mTm9JiQjqNyzA5YtX7B9yKVHN8IVWLZT3HGQdblxHXMNI3BR4ueAU1
  +eSmyj90DdP/NBjsBxTWACmEaYK4ZWU4N+Ogyt+NW+Kg4ZOpPmks+w3at9z/ysUR
`;
