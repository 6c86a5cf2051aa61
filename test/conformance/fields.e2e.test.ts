import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../src/http/contract';
import { bothWays, ENCODINGS, type FieldValues } from './api';
import { BAD_PICTURES, BAD_URLS, bytesAs, lettered, newAppid, picture, plural, VALID } from './fields';

/** Fields that hold an id or a list of ids. */
const IDS = ['appid', 'person_id', 'group_id', 'face_id', 'group_ids', 'face_ids'];
const PICTURES = ['image', 'url', 'images', 'urls', 'imageA', 'imageB', 'urlA', 'urlB'];

/** Endpoints whose picture is one and whose fault is the answer's code. */
const ONE_PICTURE = ['newperson', 'verify', 'identify', 'multidentify', 'detect'];

/** One more than any list of ids may have. */
const TOO_MANY = Array.from({ length: 5001 }, (_, i) => `x${i}`);

bothWays((api, way) => {
  async function gallery(): Promise<string> {
    const appid = newAppid();
    await api().call('newperson', { appid, group_ids: ['staff'], person_id: 'ann', ...picture('JSON', 1) });
    return appid;
  }

  describe.each(ROUTES.filter(({ data }) => data).map(({ name }) => name))('/face/%s', (action) => {
    it.each(ENCODINGS)('checks every field (%s)', async (encoding) => {
      const appid = await gallery();
      const fields: FieldValues = { appid, ...VALID[action](encoding) };
      for (const name of Object.keys(fields)) {
        if (PICTURES.includes(name) || name === 'mode') continue;
        const with_ = async (value: FieldValues[string]) =>
          (await api().call(action, { ...fields, [name]: value }, encoding)).code;
        const list = Array.isArray(fields[name]);
        const id = (value: string) => with_(list ? [value] : value);
        if (IDS.includes(name)) {
          expect(await with_(''), `${name} empty`).toBe(-1301);
          expect(await with_(null), `${name} null`).toBe(-1301);
          for (const bad of ['a b', 'a/b', 'a\tb', 'a\nb', '名'])
            expect(await id(bad), `${name} ${bad}`).toBe(-1313);
          expect(await id('x'.repeat(65)), `${name} of 65 bytes`).toBe(-1304);
          if (list) expect(await with_(['good', 'not good']), `${name}[1]`).toBe(-1313);
          if (list && encoding === 'JSON') expect(await with_(TOO_MANY), `${name} of 5001`).toBe(-1304);
          const { [name]: _, ...without } = fields;
          expect((await api().call(action, without, encoding)).code, `no ${name}`).toBe(-1301);
        } else {
          expect(await with_('x'.repeat(1025)), `${name} of 1025 bytes`).toBe(-1304);
          expect(await with_('门'.repeat(342)), `${name} of 1026 bytes`).toBe(-1304);
        }
        if (encoding === 'JSON') {
          if (!IDS.includes(name)) expect(await with_(7), `${name} a number`).toBe(21);
          expect(await with_(true), `${name} a boolean`).toBe(21);
        }
      }
    });
  });

  it('a list of pictures has at most 20, none of which is fetched or looked at when it has more', async () => {
    const appid = await gallery();
    const urls = Array.from({ length: 21 }, (_, i) => `/nowhere/${i}.jpg`);
    const fetched: string[] = [];
    api().tab.page.on('request', (request) => fetched.push(request.url()));
    const images = Array.from({ length: 21 }, () => new Uint8Array([1]));
    const bob = { appid, person_id: 'bob', group_ids: ['staff'] };
    expect((await api().call('addface', { appid, person_id: 'ann', urls })).code).toBe(-1304);
    expect((await api().call('addface', { appid, person_id: 'ann', images }, 'multipart')).code).toBe(-1304);
    expect((await api().call('newperson', { ...bob, urls })).code).toBe(-1304);
    expect((await api().call('newperson', { ...bob, images }, 'multipart')).code).toBe(-1304);
    expect(fetched.filter((url) => url.includes('nowhere'))).toEqual([]);
    const some = await api().call('addface', { appid, person_id: 'ann', urls: urls.slice(1) });
    expect(some.data.ret_codes).toEqual(Array.from({ length: 20 }, () => -1308));
    const nobody = await api().call('newperson', { ...bob, urls: urls.slice(1) });
    expect(nobody).toMatchObject({ code: -1308, data: { ret_codes: some.data.ret_codes } });
  });

  if (way === 'handler')
    it('an engine’s methods refuse lists that are too long, too', async () => {
      const codes = await api().tab.page.evaluate(async () => {
        const many = Array.from({ length: 200_000 }, (_, i) => `x${i}`);
        const image = new Blob(['no picture']);
        const calls = {
          newperson: engine.newperson({ person_id: 'bob', group_ids: many, image }),
          'newperson, pictures': engine.newperson({
            person_id: 'bob',
            group_ids: ['g'],
            images: Array.from({ length: 200_000 }, () => image),
          }),
          addface: engine.addface({ person_id: 'ann', images: Array.from({ length: 200_000 }, () => image) }),
          delface: engine.delface({ person_id: 'ann', face_ids: many }),
          addgroupids: engine.addgroupids({ person_id: 'ann', group_ids: many }),
          delgroupids: engine.delgroupids({ person_id: 'ann', group_ids: many }),
          identify: engine.identify({ group_ids: many, image }),
          multidentify: engine.multidentify({ group_ids: many, image }),
          'a list of functions': engine.identify({ group_ids: [(() => 'g') as never], image }),
        };
        const found = await Promise.all(Object.values(calls).map((call) => failure(call)));
        return Object.fromEntries(Object.keys(calls).map((name, i) => [name, found[i]?.code]));
      });
      expect(codes).toEqual({
        newperson: -1304,
        'newperson, pictures': -1304,
        addface: -1304,
        delface: -1304,
        addgroupids: -1304,
        delgroupids: -1304,
        identify: -1304,
        multidentify: -1304,
        'a list of functions': -1313,
      });
    });

  describe.each(ONE_PICTURE)('the picture of /face/%s', (action) => {
    it.each(ENCODINGS)('must be one (%s)', async (encoding) => {
      const appid = await gallery();
      const { image: _image, url: _url, ...rest } = VALID[action](encoding);
      const fields = { appid, ...rest };
      expect((await api().call(action, fields, encoding)).code, 'none').toBe(-1300);
      for (const [what, bytes, code] of BAD_PICTURES) {
        const answer = await api().call(action, { ...fields, ...bytesAs(encoding, bytes) }, encoding);
        expect(answer.code, what).toBe(code);
      }
      for (const [what, url] of BAD_URLS) {
        expect((await api().call(action, { ...fields, url }, encoding)).code, what).toBe(-1308);
        // The address wins, even where it is bad and the bytes are good.
        const both = { ...fields, ...picture(encoding, 1), url };
        expect((await api().call(action, both, encoding)).code, `${what}, with an image`).toBe(-1308);
      }
    });
  });

  it.each(ENCODINGS)(
    '/face/addface says in ret_codes what is wrong with each picture (%s)',
    async (encoding) => {
      const appid = await gallery();
      const name = encoding === 'JSON' ? 'urls' : 'images';
      const all = [
        picture(encoding, 2),
        ...BAD_PICTURES.map(([, bytes]) => bytesAs(encoding, bytes)),
        picture(encoding, 3),
      ];
      const pictures = all.map((fields) => Object.values(fields)[0] as string);
      const { code, data } = await api().call(
        'addface',
        { appid, person_id: 'ann', [name]: pictures },
        encoding,
      );
      expect(code).toBe(0);
      expect(data.ret_codes).toEqual([0, ...BAD_PICTURES.map(([, , code]) => code), 0]);
      expect(data.added).toBe(2);
      expect(data.face_ids.map(Boolean)).toEqual(data.ret_codes.map((each: number) => each === 0));
      const none = await api().call('addface', { appid, person_id: 'ann' }, encoding);
      expect(none.code).toBe(-1300);
      const urls = BAD_URLS.map(([, url]) => url);
      const unfetched = await api().call(
        'addface',
        { appid, person_id: 'ann', ...plural(picture(encoding, 4)), urls },
        encoding,
      );
      expect(unfetched.data).toMatchObject({ added: 0, ret_codes: urls.map(() => -1308) });
    },
  );

  it.each(ENCODINGS)('/face/compare says which picture is to blame (%s)', async (encoding) => {
    const good = picture(encoding, 1);
    for (const [what, bytes, code] of BAD_PICTURES) {
      const bad = bytesAs(encoding, bytes);
      for (const [fail_flag, fields] of [
        [1, { ...lettered('A', bad), ...lettered('B', good) }],
        [2, { ...lettered('A', good), ...lettered('B', bad) }],
        [1, { ...lettered('A', bad), ...lettered('B', bad) }],
      ] as const) {
        const answer = await api().call('compare', { appid: 'compare', ...fields }, encoding);
        expect(answer, what).toMatchObject({ status: 200, code, data: { fail_flag } });
      }
    }
    for (const [fail_flag, fields] of [
      [1, lettered('B', good)],
      [2, lettered('A', good)],
    ] as const) {
      const answer = await api().call('compare', { appid: 'compare', ...fields }, encoding);
      expect(answer).toMatchObject({ code: -1300, data: { fail_flag } });
    }
    for (const [what, url] of BAD_URLS) {
      const fields = { appid: 'compare', ...lettered('A', good), ...lettered('B', good), urlB: url };
      expect(await api().call('compare', fields, encoding), what).toMatchObject({
        code: -1308,
        data: { fail_flag: 2 },
      });
    }
  });
});
