import { describe, expect, it } from 'vitest';
import { bothWays, ENCODINGS, type Encoding, type FieldValues } from './api';
import { BAD_PICTURES, bytesAs, newAppid, picture, plural } from './fields';
import { addPersons, crowd, stranger } from './prepare';

const FACE_ID = /^[1-9]\d{18}$/;

bothWays((api) => {
  const enrol = (appid: string, person_id: string, group_ids: string[], n = 1, encoding: Encoding = 'JSON') =>
    api().call('newperson', { appid, person_id, group_ids, ...picture(encoding, n) }, encoding);

  describe('persons', () => {
    it.each(ENCODINGS)('newperson, getinfo, setinfo, delperson (%s)', async (encoding) => {
      const appid = newAppid();
      const call = (action: string, fields: FieldValues) =>
        api().call(action, { appid, ...fields }, encoding);
      const created = await call('newperson', {
        group_ids: ['staff', 'night', 'staff'],
        person_id: 'p-007',
        person_name: '安 Ann',
        tag: 'door 3',
        ...picture(encoding, 1),
      });
      expect(created).toMatchObject({ status: 200, code: 0, message: 'OK' });
      const { face_id } = created.data;
      expect(created.data).toEqual({
        session_id: expect.any(String),
        suc_group: 2,
        suc_face: 1,
        person_id: 'p-007',
        face_id: expect.stringMatching(FACE_ID),
        group_ids: ['staff', 'night'],
      });
      const about = { person_id: 'p-007', face_ids: [face_id], group_ids: ['staff', 'night'] };
      const read = async () => (await call('getinfo', { person_id: 'p-007' })).data;
      expect(await read()).toMatchObject({ ...about, person_name: '安 Ann', tag: 'door 3' });
      expect((await call('setinfo', { person_id: 'p-007', person_name: 'Ann B.' })).data.person_id).toBe(
        'p-007',
      );
      expect(await read()).toMatchObject({ ...about, person_name: 'Ann B.', tag: 'door 3' });
      await call('setinfo', { person_id: 'p-007', tag: 'x' });
      expect(await read()).toMatchObject({ person_name: 'Ann B.', tag: 'x' });
      const gone = await call('delperson', { person_id: 'p-007' });
      expect(gone.data).toEqual({ session_id: expect.any(String), person_id: 'p-007', deleted: 1 });
      for (const action of ['getinfo', 'delperson', 'setinfo', 'getfaceids']) {
        const answer = await call(action, { person_id: 'p-007' });
        expect(answer, action).toMatchObject({
          status: 200,
          code: -1303,
          message: 'ERROR_PERSON_NOT_EXISTED',
        });
      }
      expect((await call('getfaceinfo', { face_id })).code).toBe(-1305);
    });

    describe.each(ENCODINGS)('made from several pictures (%s)', (encoding) => {
      const name = encoding === 'JSON' ? 'urls' : 'images';
      const text = BAD_PICTURES[1][1];
      const noFace = BAD_PICTURES[4][1];
      const given = (fields: FieldValues) => Object.values(fields)[0] as string;
      const made = (appid: string, person_id: string, pictures: readonly FieldValues[], more = {}) =>
        api().call(
          'newperson',
          { appid, person_id, group_ids: ['staff'], [name]: pictures.map(given), ...more },
          encoding,
        );

      it('have the faces of all that are good', async () => {
        const appid = newAppid();
        const pictures = [
          bytesAs(encoding, text),
          ...[1, 1, 2].map((n) => picture(encoding, n)),
          bytesAs(encoding, noFace),
        ];
        const { code, data } = await made(appid, 'ann', pictures, { tag: 'door 3' });
        expect(code).toBe(0);
        const face_ids = ['', expect.stringMatching(FACE_ID), '', expect.stringMatching(FACE_ID), ''];
        expect(data).toEqual({
          session_id: expect.any(String),
          suc_group: 1,
          suc_face: 2,
          person_id: 'ann',
          face_id: data.face_ids[1],
          group_ids: ['staff'],
          face_ids,
          ret_codes: [-1400, 0, -1312, 0, -1101],
        });
        const known = await api().call('getfaceids', { appid, person_id: 'ann' });
        expect(known.data.face_ids).toEqual(data.face_ids.filter(Boolean));
        for (const n of [1, 2]) {
          const found = await api().call('identify', { appid, group_id: 'staff', ...picture('JSON', n) });
          const [best] = found.data.candidates;
          expect(best).toMatchObject({ person_id: 'ann', face_id: data.face_ids[2 * n - 1], tag: 'door 3' });
        }
      });

      it('do not exist when no picture is good, and the answer says what is wrong with each', async () => {
        const appid = newAppid();
        const answer = await made(appid, 'ann', [bytesAs(encoding, text), bytesAs(encoding, noFace)]);
        expect(answer).toMatchObject({ code: -1400, data: { ret_codes: [-1400, -1101] } });
        expect((await api().call('getinfo', { appid, person_id: 'ann' })).code).toBe(-1303);
        expect((await api().call('getgroupids', { appid })).data.group_ids).toEqual([]);
      });

      it('are refused when they exist, before any picture is looked at', async () => {
        const appid = newAppid();
        await enrol(appid, 'ann', ['staff']);
        expect((await made(appid, 'ann', [bytesAs(encoding, text)])).code).toBe(-1302);
      });

      it('a list of pictures wins over a single one', async () => {
        const { code, data } = await made(newAppid(), 'ann', [picture(encoding, 1)], bytesAs(encoding, text));
        expect(code).toBe(0);
        expect(data.ret_codes).toEqual([0]);
      });
    });

    it('a person_id is unique within its appid, and only there: −1302', async () => {
      const [one, two] = [newAppid(), newAppid()];
      expect((await enrol(one, 'ann', ['g'])).code).toBe(0);
      expect(await enrol(one, 'ann', ['h'], 2)).toMatchObject({
        code: -1302,
        message: 'ERROR_PERSON_EXISTED',
      });
      expect((await enrol(two, 'ann', ['h'])).code).toBe(0);
      expect((await api().call('getgroupids', { appid: one })).data.group_ids).toEqual(['g']);
      expect((await api().call('getgroupids', { appid: two })).data.group_ids).toEqual(['h']);
    });
  });

  describe('groups', () => {
    it.each(ENCODINGS)('come and go with their persons (%s)', async (encoding) => {
      const appid = newAppid();
      const call = (action: string, fields: FieldValues) =>
        api().call(action, { appid, ...fields }, encoding);
      expect((await call('getgroupids', {})).data).toEqual({ group_ids: [] });
      await enrol(appid, 'bob', ['staff'], 2);
      await enrol(appid, 'ann', ['staff', 'night']);
      expect((await call('getgroupids', {})).data).toEqual({ group_ids: ['night', 'staff'] });
      expect((await call('getpersonids', { group_id: 'staff' })).data).toEqual({
        person_ids: ['ann', 'bob'],
      });
      const joined = await call('addgroupids', {
        person_id: 'bob',
        group_ids: ['new', 'staff'],
        session_id: 'mine',
      });
      expect(joined.data).toEqual({
        session_id: 'mine',
        person_id: 'bob',
        added: 1,
        group_ids: ['staff', 'new'],
      });
      const left = await call('delgroupids', { person_id: 'ann', group_ids: ['night', 'nowhere'] });
      expect(left.data).toEqual({
        session_id: expect.any(String),
        person_id: 'ann',
        deleted: 1,
        group_ids: ['staff'],
      });
      expect((await call('getgroupids', {})).data).toEqual({ group_ids: ['new', 'staff'] });
      for (const [action, fields, code] of [
        ['getpersonids', { group_id: 'night' }, -1306],
        ['delgroupids', { person_id: 'ann', group_ids: ['night'] }, -1306],
        ['delgroupids', { person_id: 'eve', group_ids: ['staff'] }, -1303],
        ['addgroupids', { person_id: 'eve', group_ids: ['staff'] }, -1303],
      ] as const) {
        expect((await call(action, fields)).code, action).toBe(code);
      }
    });

    it('an appid has 5,000 groups: −1311', async () => {
      const appid = newAppid();
      await enrol(appid, 'ann', ['g']);
      const group_ids = Array.from({ length: 4999 }, (_, i) => `g${i}`);
      expect((await api().call('addgroupids', { appid, person_id: 'ann', group_ids })).data.added).toBe(4999);
      const more = await api().call('addgroupids', { appid, person_id: 'ann', group_ids: ['one-more'] });
      expect(more).toMatchObject({ code: -1311, message: 'ERROR_GROUP_NUM_EXCEED' });
      expect((await enrol(appid, 'bob', ['another'], 2)).code).toBe(-1311);
    });

    it('a group has 20,000 persons: −1310', async () => {
      const appid = newAppid();
      await enrol(appid, 'ann', ['g', 'h']);
      await addPersons(api().tab.page, appid, crowd('g', 19_999));
      expect(await enrol(appid, 'bob', ['g'], 2)).toMatchObject({
        code: -1310,
        message: 'ERROR_PERSON_NUM_EXCEED',
      });
      await enrol(appid, 'eve', ['h'], 3);
      expect((await api().call('addgroupids', { appid, person_id: 'eve', group_ids: ['g'] })).code).toBe(
        -1310,
      );
      expect((await api().call('getinfo', { appid, person_id: 'bob' })).code).toBe(-1303);
    });
  });

  describe('faces', () => {
    it.each(ENCODINGS)('addface, getfaceids, getfaceinfo, delface (%s)', async (encoding) => {
      const appid = newAppid();
      const call = (action: string, fields: FieldValues) =>
        api().call(action, { appid, ...fields }, encoding);
      const { face_id: first } = (await enrol(appid, 'ann', ['g'], 1, encoding)).data;
      const name = encoding === 'JSON' ? 'urls' : 'images';
      const pictures = [2, 3].map((n) => Object.values(picture(encoding, n))[0] as string);
      const added = (await call('addface', { person_id: 'ann', [name]: pictures, tag: '2019' })).data;
      expect(added).toEqual({
        session_id: expect.any(String),
        added: 2,
        face_ids: [expect.stringMatching(FACE_ID), expect.stringMatching(FACE_ID)],
        ret_codes: [0, 0],
      });
      const all = [first, ...added.face_ids];
      expect((await call('getfaceids', { person_id: 'ann' })).data).toEqual({ face_ids: all });
      const { face_info } = (await call('getfaceinfo', { face_id: first })).data;
      expect(face_info).toMatchObject({
        face_id: first,
        pitch: expect.any(Number),
        roll: expect.any(Number),
      });
      expect(face_info.width).toBeGreaterThan(40);
      const gone = await call('delface', { person_id: 'ann', face_ids: [all[1], '404', all[1]] });
      expect(gone.data).toEqual({ session_id: expect.any(String), deleted: 1, face_ids: [all[1]] });
      expect((await call('getfaceids', { person_id: 'ann' })).data).toEqual({ face_ids: [all[0], all[2]] });
      for (const [action, fields, code] of [
        ['delface', { person_id: 'ann', face_ids: [all[1]] }, -1305],
        ['delface', { person_id: 'eve', face_ids: [first] }, -1303],
        ['getfaceinfo', { face_id: all[1] }, -1305],
        ['addface', { person_id: 'eve', ...plural(picture(encoding, 1)) }, -1303],
      ] as const) {
        expect((await call(action, fields)).code, action).toBe(code);
      }
    });

    it.each(ENCODINGS)('almost the same photo is refused, each by itself: −1312 (%s)', async (encoding) => {
      const appid = newAppid();
      await enrol(appid, 'ann', ['g'], 1, encoding);
      const name = encoding === 'JSON' ? 'urls' : 'images';
      const pictures = [1, 2, 2].map((n) => Object.values(picture(encoding, n))[0] as string);
      const { code, data } = await api().call(
        'addface',
        { appid, person_id: 'ann', [name]: pictures },
        encoding,
      );
      expect(code).toBe(0);
      expect(data).toMatchObject({ added: 1, ret_codes: [-1312, 0, -1312] });
      expect(data.face_ids).toEqual(['', expect.stringMatching(FACE_ID), '']);
      // Another person may have it.
      expect((await enrol(appid, 'bob', ['g'], 1, encoding)).code).toBe(0);
    });

    it('a person has 20 faces: −1309', async () => {
      const appid = newAppid();
      await enrol(appid, 'ann', ['g']);
      await addPersons(api().tab.page, appid, [stranger('ann', ['g'], 18)]);
      const urls = [2, 3].map((n) => `/photos/sample${n}.jpg`);
      const last = await api().call('addface', { appid, person_id: 'ann', urls });
      expect(last.data).toMatchObject({ added: 1, ret_codes: [0, -1309] });
      const full = await api().call('addface', { appid, person_id: 'ann', urls });
      expect(full).toMatchObject({ code: -1309, message: 'ERROR_FACE_NUM_EXCEED' });
      expect((await api().call('getfaceids', { appid, person_id: 'ann' })).data.face_ids).toHaveLength(20);
    });
  });
});
