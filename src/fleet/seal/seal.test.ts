import { beforeAll, expect, test } from 'vitest';
import { fleetFace } from '../../../tools/rehearsal';
import { random, utf8 } from '../bytes';
import { NOBODY, withLocal } from '../merge';
import { headerOf, Names, packPerson, Sealer, Unopenable, unpackPerson } from '.';

const PLACE = { kind: 'person', key: 'k1' } as const;
const FIRST = random(32);
const SECOND = random(32);
let sealer: Sealer;

beforeAll(async () => {
  sealer = new Sealer('fleet');
  await sealer.addEpoch(1, FIRST);
});

test('what was sealed opens, and says its epoch and revision', async () => {
  const sealed = await sealer.seal(PLACE, 7, utf8('a body'));
  const { body, epoch, revision } = await sealer.open(PLACE, sealed);
  expect([new TextDecoder().decode(body), epoch, revision]).toEqual(['a body', 1, 7]);
});

test('with any byte changed, it does not open', async () => {
  const sealed = await sealer.seal(PLACE, 7, utf8('a body'));
  for (let i = 0; i < sealed.length; i++) {
    const changed = sealed.slice();
    changed[i] = (changed[i] ?? 0) ^ 1;
    await expect(sealer.open(PLACE, changed), `byte ${i}`).rejects.toThrow(Unopenable);
  }
});

test.each(['', 1, 80, 200])('cut after %s bytes, it does not open', async (length) => {
  const sealed = await sealer.seal(PLACE, 7, utf8('a body'));
  await expect(sealer.open(PLACE, sealed.slice(0, Number(length)))).rejects.toThrow(Unopenable);
});

test('under another key, as another kind, in another fleet, it does not open', async () => {
  const sealed = await sealer.seal(PLACE, 7, utf8('a body'));
  const other = new Sealer('another');
  await other.addEpoch(1, FIRST);
  await expect(sealer.open({ ...PLACE, key: 'k2' }, sealed)).rejects.toThrow(Unopenable);
  await expect(sealer.open({ ...PLACE, kind: 'device' }, sealed)).rejects.toThrow(Unopenable);
  await expect(other.open(PLACE, sealed)).rejects.toThrow(Unopenable);
});

test('the sealed key of one record opens no other, even of the same place and revision', async () => {
  const one = await sealer.seal(PLACE, 7, utf8('a body'));
  const two = await sealer.seal(PLACE, 7, utf8('b body'));
  const mixed = one.slice();
  mixed.set(two.subarray(9, 69), 9);
  await expect(sealer.open(PLACE, mixed)).rejects.toThrow(Unopenable);
});

test('a later epoch seals, earlier ones open until they are forgotten', async () => {
  const device = new Sealer('fleet');
  await device.addEpoch(1, FIRST);
  const before = await device.seal(PLACE, 1, utf8('before'));
  await device.addEpoch(2, SECOND);
  const after = await device.seal(PLACE, 2, utf8('after'));
  expect(headerOf(after)).toEqual({ epoch: 2, revision: 2 });
  expect((await device.open(PLACE, before)).epoch).toBe(1);
  device.forgetBefore(2);
  await expect(device.open(PLACE, before)).rejects.toMatchObject({ epoch: 1 });
  // Who stayed behind has nothing that opens what came after.
  await expect(sealer.open(PLACE, after)).rejects.toMatchObject({ epoch: 2 });
});

test('sizes say the number of faces to a factor of two only', async () => {
  const sizes = new Map<number, number[]>();
  for (let faces = 0; faces <= 8; faces++) {
    const list = Array.from({ length: faces }, (_, i) => fleetFace(`${i}`.padEnd(20, 'f'), i + 1));
    const person = {
      person_name: 'Ada Lovelace',
      tag: '',
      consent: null,
      expires: null,
      group_ids: ['staff'],
      faces: new Map(list.map((face) => [face.face_id, face])),
    };
    const body = packPerson({ person_id: 'ada', state: withLocal(NOBODY, person, 1e12, 'device') });
    const { length } = await sealer.seal(PLACE, 1, body);
    sizes.set(length, [...(sizes.get(length) ?? []), faces]);
  }
  const tombstone = packPerson({ person_id: 'ada', state: withLocal(NOBODY, null, 1e12, 'd') });
  expect((await sealer.seal(PLACE, 1, tombstone)).length).toBe(512 + 97);
  expect([...sizes]).toMatchInlineSnapshot(`
    [
      [
        609,
        [
          0,
        ],
      ],
      [
        2145,
        [
          1,
        ],
      ],
      [
        4193,
        [
          2,
        ],
      ],
      [
        8289,
        [
          3,
          4,
          5,
        ],
      ],
      [
        16481,
        [
          6,
          7,
          8,
        ],
      ],
    ]
  `);
});

test('a person comes out of a record as they went in, second templates too', () => {
  const face = {
    ...fleetFace('f1'),
    second: { template: new Float32Array([0.5, -1]), origin: fleetFace('x').origin },
  };
  const person = {
    person_name: 'Ada',
    tag: 't',
    consent: { textHash: 'ab', version: '1', time: 5, locale: 'en' },
    expires: 7,
    group_ids: ['__proto__'],
    faces: new Map([
      ['f1', face],
      ['f2', fleetFace('f2', 2)],
    ]),
  };
  const state = withLocal(NOBODY, person, 1e12, 'device');
  expect(unpackPerson(packPerson({ person_id: 'ada', state }))).toEqual({ person_id: 'ada', state });
});

test('a tombstone does not say who was deleted', () => {
  const state = { deleted: '0cre66i9s.0000.device', lives: [] };
  const packed = packPerson({ person_id: 'ada', state });
  expect(new TextDecoder().decode(packed)).not.toContain('ada');
  expect(unpackPerson(packed)).toEqual({ person_id: null, state });
});

test('a person’s place in the fleet depends on the fleet’s secret', async () => {
  const [one, same, other] = await Promise.all([Names.of(FIRST), Names.of(FIRST), Names.of(SECOND)]);
  const key = await one.key('ada');
  expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(await same.key('ada')).toBe(key);
  expect(await other.key('ada')).not.toBe(key);
});
