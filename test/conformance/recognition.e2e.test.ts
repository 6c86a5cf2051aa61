import { describe, expect, it } from 'vitest';
import { bothWays, ENCODINGS, type Encoding, type FieldValues, photo } from './api';
import { lettered, newAppid, picture } from './fields';
import { addPersons, hasPassive, stranger } from './prepare';

bothWays((api) => {
  /** Persons p1…p6 with photo 1…6: odd ones in "staff", even ones in "night". */
  async function gallery(): Promise<string> {
    const appid = newAppid();
    for (let n = 1; n <= 6; n++) {
      const fields = { appid, person_id: `p${n}`, group_ids: [n % 2 ? 'staff' : 'night'], tag: `tag ${n}` };
      expect((await api().call('newperson', { ...fields, ...picture('JSON', n) })).code).toBe(0);
    }
    return appid;
  }

  describe('/face/verify', () => {
    it.each(ENCODINGS)('tells a person from others (%s)', async (encoding) => {
      const appid = await gallery();
      const verify = (person_id: string, n: number) =>
        api().call('verify', { appid, person_id, ...picture(encoding, n) }, encoding);
      const same = await verify('p1', 1);
      expect(same).toMatchObject({ status: 200, code: 0, message: 'OK', data: { ismatch: true } });
      expect(same.data.confidence).toBeGreaterThan(99);
      expect(same.data.confidence).toBeLessThanOrEqual(100);
      expect((await verify('p1', 2)).data).toMatchObject({ ismatch: false });
      expect(await verify('nobody', 1)).toMatchObject({ code: -1303, message: 'ERROR_PERSON_NOT_EXISTED' });
      const { face_ids } = (await api().call('getfaceids', { appid, person_id: 'p1' })).data;
      await api().call('delface', { appid, person_id: 'p1', face_ids });
      expect(await verify('p1', 1)).toMatchObject({ code: -1305, message: 'ERROR_FACE_NOT_EXISTED' });
    });
  });

  describe('/face/identify', () => {
    it.each(ENCODINGS)(
      'names the five likeliest persons of the groups, best first (%s)',
      async (encoding) => {
        const appid = await gallery();
        const identify = async (fields: FieldValues, n: number) =>
          await api().call('identify', { appid, ...fields, ...picture(encoding, n) }, encoding);
        const all = (await identify({ group_ids: ['staff', 'night'] }, 4)).data.candidates;
        expect(all).toHaveLength(5);
        expect(all[0]).toMatchObject({
          person_id: 'p4',
          tag: 'tag 4',
          face_id: expect.stringMatching(/^[1-9]\d{18}$/),
        });
        expect(all[0].confidence).toBeGreaterThan(99);
        const confidences = all.map(({ confidence }: { confidence: number }) => confidence);
        expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
        expect(new Set(all.map(({ person_id }: { person_id: string }) => person_id)).size).toBe(5);
        const staff = (await identify({ group_id: 'staff', group_ids: ['night'] }, 4)).data.candidates;
        expect(staff.map(({ person_id }: { person_id: string }) => person_id).sort()).toEqual([
          'p1',
          'p3',
          'p5',
        ]);
        const existing = (await identify({ group_ids: ['night', 'nowhere'] }, 4)).data.candidates;
        expect(existing).toHaveLength(3);
        expect(await identify({ group_id: 'nowhere' }, 4)).toMatchObject({
          code: -1306,
          message: 'ERROR_GROUP_NOT_EXISTED',
        });
        expect(await identify({ group_ids: ['no', 'none'] }, 4)).toMatchObject({
          code: -1307,
          message: 'ERROR_GROUPLIST_NOT_EXISTED',
        });
        expect((await identify({}, 4)).code).toBe(-1301);
      },
    );

    it('leaves out whom another model has enrolled: −1103 when that is all of them', async () => {
      const appid = newAppid();
      await addPersons(api().tab.page, appid, [stranger('p1', ['g1', 'all'], 1)]);
      const fields = { appid, person_id: 'p2', group_ids: ['g2', 'all'] };
      await api().call('newperson', { ...fields, ...picture('JSON', 2) });
      for (const encoding of ENCODINGS) {
        for (const action of ['identify', 'multidentify']) {
          const ask = (group_id: string) =>
            api().call(action, { appid, group_id, ...picture(encoding, 1) }, encoding);
          expect(await ask('g1'), action).toMatchObject({ code: -1103, message: 'SDK_FEAT_PROCESSFAILED' });
          const { data } = await ask('all');
          const candidates = action === 'identify' ? data.candidates : data.results[0].candidates;
          expect(candidates.map(({ person_id }: { person_id: string }) => person_id)).toEqual(['p2']);
        }
      }
    });

    it('takes base64 text in JSON; what is not base64 is −1102', async () => {
      const appid = await gallery();
      const image = Buffer.from(photo(3)).toString('base64');
      for (const text of [image, `data:image/jpeg;base64,${image}`, image.replace(/.{76}/g, '$&\r\n')]) {
        const { data } = await api().call('identify', { appid, group_id: 'staff', image: text });
        expect(data.candidates[0].person_id).toBe('p3');
      }
      expect((await api().call('identify', { appid, group_id: 'staff', image: 'no base64!' })).code).toBe(
        -1102,
      );
      // Elsewhere the documents know no base64.
      expect((await api().call('verify', { appid, person_id: 'p1', image })).code).toBe(-1300);
    });
  });

  describe('/face/multidentify', () => {
    it.each(ENCODINGS)('names the likeliest persons for every face (%s)', async (encoding) => {
      const appid = await gallery();
      const search = (n: number, fields: FieldValues) =>
        api().call('multidentify', { appid, ...fields, ...picture(encoding, n) }, encoding);
      const { data } = await search(1, { group_ids: ['staff', 'night'], session_id: '111' });
      expect(data.session_id).toBe('111');
      const [largest] = data.results;
      expect(largest.candidates[0].person_id).toBe('p1');
      expect(largest.face_rect.width).toBeGreaterThan(40);
      const areas = data.results.map(
        ({ face_rect }: { face_rect: { width: number; height: number } }) =>
          face_rect.width * face_rect.height,
      );
      const { face } = (await api().call('detect', { appid, ...picture(encoding, 1) }, encoding)).data;
      expect(areas).toHaveLength(face.length);
      for (const { candidates } of data.results) expect(candidates).toHaveLength(5);
      expect((await search(1, { group_id: 'nowhere' })).code).toBe(-1306);
      expect((await search(1, { group_ids: ['nowhere'] })).code).toBe(-1307);
    });
  });

  describe('/face/compare', () => {
    it.each(ENCODINGS)('gives the similarity of two pictures (%s)', async (encoding) => {
      const compare = async (a: FieldValues, b: FieldValues) =>
        await api().call('compare', { appid: 'any', ...lettered('A', a), ...lettered('B', b) }, encoding);
      const same = await compare(picture(encoding, 1), picture(encoding, 1));
      expect(same).toMatchObject({ status: 200, code: 0, message: 'OK' });
      expect(Object.keys(same.data).sort()).toEqual(['session_id', 'similarity']);
      expect(same.data.similarity).toBeGreaterThan(99);
      expect((await compare(picture(encoding, 1), picture(encoding, 2))).data.similarity).toBeLessThan(75);
      if (encoding === 'multipart') {
        const mixed = await compare(picture('JSON', 1), picture('multipart', 1));
        expect(mixed.data.similarity).toBeGreaterThan(99);
      }
    });
  });

  describe('/face/detect', () => {
    it.each(ENCODINGS)('finds all faces or the largest one (%s)', async (encoding) => {
      const detect = async (mode: number | undefined, n: number) =>
        (
          await api().call(
            'detect',
            { appid: 'any', ...modeAs(encoding, mode), ...picture(encoding, n) },
            encoding,
          )
        ).data;
      const [absent, all, largest] = [await detect(undefined, 2), await detect(0, 2), await detect(1, 2)];
      expect(all.image_width).toBeGreaterThan(100);
      expect(absent.face).toHaveLength(all.face.length);
      expect(largest.face).toHaveLength(1);
      // Sizes are measured on a reduced copy here: of faces nearly as large as each other, either may be the one.
      const [alone] = largest.face;
      const same = all.face.find(({ x, y }) => Math.hypot(x - alone.x, y - alone.y) < alone.width / 4);
      expect((same?.width ?? 0) * (same?.height ?? 0)).toBeGreaterThan(
        0.7 * all.face[0].width * all.face[0].height,
      );
      all.face.forEach((item, i) => {
        expect('pitch' in item && 'yaw' in item && 'roll' in item, `face ${i}`).toBe(i < 5);
        expect(item.x).toBeGreaterThanOrEqual(0);
      });
      expect(new Set(all.face.map(({ face_id }) => face_id)).size).toBe(all.face.length);
      const { face_id } = all.face[0];
      expect((await api().call('getfaceinfo', { appid: 'any', face_id })).code).toBe(-1305);
      const wrong = { appid: 'any', ...picture(encoding, 1), mode: encoding === 'JSON' ? 2 : '2' };
      expect((await api().call('detect', wrong, encoding)).code).toBe(21);
    });
  });

  describe('/face/livedetectpicture', () => {
    const ask = (encoding: Encoding) =>
      api().call('livedetectpicture', { appid: 'any', ...picture(encoding, 1) }, encoding);

    it('gives a whole number of 0 to 100, and where its networks are not installed says how to add them', async () => {
      const image = Buffer.from(photo(1)).toString('base64');
      const answers = [await ask('JSON'), await ask('multipart')];
      answers.push(await api().call('livedetectpicture', { appid: 'any', image, sign: 's' }));
      for (const answer of answers) {
        expect(answer.status).toBe(200);
        if (hasPassive) {
          expect({ code: answer.code, keys: Object.keys(answer.data) }).toEqual({ code: 0, keys: ['score'] });
          expect(answer.data).toEqual(answers[0].data);
        } else {
          expect(answer).toMatchObject({
            code: 24,
            message: 'ERROR_NOT_SUPPORTED_ON_THIS_DEVICE',
            data: { detail: expect.stringContaining('npm run mien -- models add minifasnet') },
          });
        }
      }
    });
  });
});

/** A number in JSON, a text in multipart. */
function modeAs(encoding: Encoding, mode: number | undefined): FieldValues {
  if (mode === undefined) return {};
  return { mode: encoding === 'JSON' ? mode : String(mode) };
}
