import { expect, it } from 'vitest';
import { signText } from '../../src/signing';
import { type Answer, bothWays, photo } from './api';
import { BAD_PICTURES } from './fields';
import { hasPassive } from './prepare';
import { type Call, SDKS, type Signing } from './sdk';

const SECRET = { appid: '1250000001', secretId: 'SECRET-ID', secretKey: 'SECRET-KEY' };

const url = (n: number) => `/photos/sample${n}.jpg`;

bothWays(
  (api) => {
    it.each(Object.keys(SDKS) as (keyof typeof SDKS)[])(
      'the requests of the %s client are understood',
      async (name) => {
        const { signatureText, calls } = SDKS[name];
        const person_id = `ann-${name}`;
        const now = Math.floor(Date.now() / 1000);
        const expires = now + 3600;
        const signing: Signing = { ...SECRET, bucket: 'photos', now, expires, rand: 1_234_567_890 };
        const authorization = await signText(signatureText(signing), SECRET.secretKey);
        const account = { appid: SECRET.appid, bucket: 'photos', authorization };
        const tried: string[] = [];

        /** Answers `data`; undefined where the client has no such call. */
        async function ask(call: string, fields: object = {}): Promise<Answer['data'] | undefined> {
          const make: Call | undefined = calls[call];
          if (make === undefined) return undefined;
          tried.push(call);
          const answer = await api().send(make({ ...account, ...fields }));
          expect(answer, `${call}: ${JSON.stringify(answer.data)}`).toMatchObject({ status: 200, code: 0 });
          return answer.data;
        }

        /** The same with a picture as bytes and as a file, whichever the client writes how. */
        async function askTwice(
          call: string,
          fields: object,
          check: (data: Answer['data']) => void,
        ): Promise<void> {
          for (const file of [{}, { file: '/home/ann/Bild "1".jpg' }]) {
            const data = await ask(call, { ...fields, ...file });
            if (data !== undefined) check(data);
          }
        }

        const group_ids = [`staff-${name}`, `night-${name}`];
        const [group_id] = group_ids;
        await ask('newpersonByImage', {
          person_id,
          group_ids,
          image: photo(1),
          person_name: '安',
          tag: 'a b',
        });
        await ask('newpersonByUrl', {
          person_id: `bob-${name}`,
          group_ids,
          url: url(2),
          person_name: 'Bob',
          tag: '',
        });
        if (!calls.newpersonByImage) {
          await ask('newpersonByUrl', { person_id, group_ids, url: url(1), person_name: '安', tag: 'a b' });
        }
        const stored = await ask('getinfo', { person_id });
        expect(stored).toMatchObject({ person_name: '安', tag: 'a b', group_ids });
        await ask('setinfo', { person_id, person_name: 'Ann', tag: 'door 3' });
        expect(await ask('getinfo', { person_id })).toMatchObject({ person_name: 'Ann', tag: 'door 3' });
        expect((await ask('getgroupids'))?.group_ids ?? group_ids).toEqual(expect.arrayContaining(group_ids));
        expect((await ask('getpersonids', { group_id }))?.person_ids ?? [person_id]).toContain(person_id);
        await ask('addgroupids', { person_id, group_ids: [`attic-${name}`], session_id: 's' });
        await ask('delgroupids', { person_id, group_ids: [`attic-${name}`], session_id: 's' });

        // Eleven pictures: clients send them in orders of their own, the codes come back in that of the numbers.
        const bad = BAD_PICTURES.slice(1);
        const images = [
          photo(3),
          ...bad.map(([, bytes]) => bytes),
          ...bad.map(([, bytes]) => bytes),
          photo(3),
          photo(4),
        ];
        const codes = [0, ...bad.map(([, , code]) => code), ...bad.map(([, , code]) => code), -1312, 0];
        expect(images.length).toBeGreaterThan(10);
        const added = await ask('addfaceByImages', { person_id, images, tag: 'many' });
        if (added) expect(added.ret_codes).toEqual(codes);
        await ask('addfaceByUrls', { person_id, urls: [url(1), url(2)], tag: 'two' });
        const { face_ids } = (await ask('getfaceids', { person_id })) ?? { face_ids: [] };
        if (face_ids.length > 1) {
          const face_id = face_ids.at(-1);
          await ask('getfaceinfo', { face_id });
          expect(await ask('delface', { person_id, face_ids: [face_id] })).toMatchObject({
            face_ids: [face_id],
          });
        }

        const isAnn = (data: Answer['data']) => expect(data.ismatch).toBe(true);
        await askTwice('verifyByImage', { person_id, image: photo(1) }, isAnn);
        await askTwice('verifyByUrl', { person_id, url: url(1) }, isAnn);
        const annFirst = (data: Answer['data']) => expect(data.candidates[0].person_id).toBe(person_id);
        for (const call of ['identifyByImage', 'identifyByImageInGroups', 'identifyByBase64']) {
          await askTwice(call, { group_id, group_ids, image: photo(1) }, annFirst);
        }
        for (const call of ['identifyByUrl', 'identifyByUrlInGroups']) {
          await askTwice(call, { group_id, group_ids, url: url(1) }, annFirst);
        }
        const anyFace = (data: Answer['data']) => expect(data.results.length).toBeGreaterThan(0);
        for (const call of ['multidentifyByImage', 'multidentifyByImageInGroups']) {
          await askTwice(call, { group_id, group_ids, image: photo(1), session_id: 's' }, anyFace);
        }
        for (const call of ['multidentifyByUrl', 'multidentifyByUrlInGroups']) {
          await askTwice(call, { group_id, group_ids, url: url(1), session_id: 's' }, anyFace);
        }
        const both = { imageA: photo(1), imageB: photo(1), urlA: url(1), urlB: url(1) };
        const same = (data: Answer['data']) => expect(data.similarity).toBeGreaterThan(99);
        for (const call of Object.keys(calls).filter((each) => each.startsWith('compare'))) {
          await askTwice(call, both, same);
        }
        const oneFace = (data: Answer['data']) => expect(data.face).toHaveLength(1);
        await askTwice('detectByImage', { mode: 1, image: photo(1) }, oneFace);
        await askTwice('detectByUrl', { mode: 1, url: url(1) }, oneFace);
        const oneShape = (data: Answer['data']) => expect(data.face_shape).toHaveLength(1);
        await askTwice('shapeByImage', { mode: 1, image: photo(1) }, oneShape);
        await askTwice('shapeByUrl', { mode: 1, url: url(1) }, oneShape);
        await ask('delperson', { person_id });

        const optional = Object.keys(calls).filter((call) => call.startsWith('livedetectpicture'));
        for (const call of optional) {
          const fields = { sign: 's', url: url(1), image: photo(1) };
          const answer = await api().send(calls[call]({ ...account, ...fields }));
          expect(answer.code, call).toBe(hasPassive && call.startsWith('live') ? 0 : 24);
        }
        expect([...new Set([...tried, ...optional])].sort(), 'no call of the client is left out').toEqual(
          Object.keys(calls).sort(),
        );
      },
    );
  },
  { secrets: [SECRET] },
);
