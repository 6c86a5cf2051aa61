import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../src/http/contract';
import { ERROR_NAMES, type ErrorCode } from '../../src/protocol';
import { signText } from '../../src/signing';
import { CODE_MEANINGS } from '../../tools/api';
import { type Answer, type Api, bothWays, ENCODINGS, type Encoding, openApi } from './api';
import { BAD_PICTURES, bytesAs, newAppid, picture, VALID } from './fields';
import { addPersons, crowd, negative, newerDatabase, stranger } from './prepare';

const SECRETS = [
  { appid: 'signed', secretId: 'ID-1', secretKey: 'KEY-1' },
  { appid: 'other', secretId: 'ID-2', secretKey: 'KEY-2' },
];
const now = Math.floor(Date.now() / 1000);

type Provoke = (api: Api, appid: string) => Promise<Answer>;
type SignCode = 4 | 5 | 6 | 9 | 10 | 11 | 12 | 13 | 14;

const ann = { person_id: 'ann', group_ids: ['g'] };
const enrol = (api: Api, appid: string) => api.call('newperson', { appid, ...ann, ...picture('JSON', 1) });
const bad = (code: number) =>
  bytesAs('JSON', BAD_PICTURES.find((each) => each[2] === code)?.[1] ?? new Uint8Array());
const detect =
  (code: number): Provoke =>
  (api, appid) =>
    api.call('detect', { appid, ...bad(code) });

/** One a page: filling a group takes seconds. */
const fullGroups = new WeakMap<object, Promise<string>>();

/** An appid whose group "g" has 20,000 persons. */
function fullGroup({ tab }: Api): Promise<string> {
  const fill = async () => {
    const appid = newAppid();
    await addPersons(tab.page, appid, crowd('g', 20_000));
    return appid;
  };
  const known = fullGroups.get(tab.page) ?? fill();
  fullGroups.set(tab.page, known);
  return known;
}

/** One request for every code that needs no signature, nor a closed engine; a code without an entry does not compile. */
const PROVOKE: Readonly<Record<Exclude<ErrorCode, SignCode | 213>, Provoke>> = {
  15: async (api, appid) => {
    const picture = bad(-1101);
    const calls = Array.from({ length: 100 }, () => api.call('detect', { appid, ...picture }));
    const answers = await Promise.all(calls);
    return answers.find(({ code }) => code !== -1101) ?? answers[0];
  },
  3: (api) => api.send({ path: '/face/getgroupids', headers: {}, body: new TextEncoder().encode('{') }),
  21: (api, appid) => api.call('detect', { appid, mode: 7, ...picture('JSON', 1) }),
  23: (api, appid) => api.call('detect', { appid, image: new Uint8Array(1.5 * 2 ** 20) }, 'multipart'),
  24: (api, appid) => api.call('livedetectpicture', { appid, ...picture('JSON', 1) }),
  [-1101]: detect(-1101),
  [-1102]: detect(-1102),
  [-1103]: async (api, appid) => {
    await addPersons(api.tab.page, appid, [stranger('ann', ['g'], 1)]);
    return api.call('verify', { appid, person_id: 'ann', ...picture('JSON', 1) });
  },
  [-1104]: async (api, appid) =>
    api.call('shape', { appid, mode: 1, ...bytesAs('JSON', await negative(api.tab.page)) }),
  [-1200]: async (api, appid) => {
    await api.tab.page.evaluate(newerDatabase, appid);
    return enrol(api, appid);
  },
  [-1300]: (api, appid) => api.call('detect', { appid }),
  [-1301]: (api) => api.call('getgroupids', {}),
  [-1302]: async (api, appid) => {
    await enrol(api, appid);
    return enrol(api, appid);
  },
  [-1303]: (api, appid) => api.call('getinfo', { appid, person_id: 'ann' }),
  [-1304]: (api) => api.call('getgroupids', { appid: 'x'.repeat(65) }),
  [-1305]: (api, appid) => api.call('getfaceinfo', { appid, face_id: '1' }),
  [-1306]: (api, appid) => api.call('getpersonids', { appid, group_id: 'g' }),
  [-1307]: (api, appid) => api.call('identify', { appid, group_ids: ['g'], ...picture('JSON', 1) }),
  [-1308]: (api, appid) => api.call('detect', { appid, url: 'https://elsewhere.example/a.jpg' }),
  [-1309]: async (api, appid) => {
    await addPersons(api.tab.page, appid, [stranger('ann', ['g'], 20)]);
    return api.call('addface', { appid, person_id: 'ann', urls: ['/photos/sample2.jpg'] });
  },
  [-1310]: async (api) => {
    const appid = await fullGroup(api);
    return api.call('newperson', { appid, person_id: 'bob', group_ids: ['g'], ...picture('JSON', 2) });
  },
  [-1311]: async (api, appid) => {
    await enrol(api, appid);
    const group_ids = Array.from({ length: 5000 }, (_, i) => `g${i}`);
    return api.call('addgroupids', { appid, person_id: 'ann', group_ids });
  },
  [-1312]: async (api, appid) => {
    await enrol(api, appid);
    const answer = await api.call('addface', { appid, person_id: 'ann', urls: ['/photos/sample1.jpg'] });
    expect(answer).toMatchObject({ code: 0, data: { added: 0, ret_codes: [-1312], face_ids: [''] } });
    return { ...answer, code: answer.data.ret_codes[0], message: ERROR_NAMES[-1312] };
  },
  [-1313]: (api) => api.call('getgroupids', { appid: 'a b' }),
  [-1400]: detect(-1400),
};

/** Every code of the retired service's table. */
const DOCUMENTED = [
  0, 3, 4, 5, 6, 9, 10, 11, 12, 13, 14, 15, 16, 21, 23, 24, 107, 108, 213, -1101, -1102, -1103, -1104, -1105,
  -1106, -1107, -1108, -1109, -1200, -1300, -1301, -1302, -1303, -1304, -1305, -1306, -1307, -1308, -1309,
  -1310, -1311, -1312, -1313, -1400, -1403,
];

/** Signed texts for the signature's codes; null: no header. */
const SIGNED: Readonly<Record<SignCode, string | null>> = {
  4: null,
  5: 'a=signed',
  6: `a=other&k=ID-2&e=${now + 3600}&t=${now}`,
  9: `a=signed&k=ID-1&e=${now - 60}&t=${now - 120}`,
  10: `a=unknown&k=ID-1&e=${now + 3600}&t=${now}`,
  11: `a=signed&k=ID-0&e=${now + 3600}&t=${now}`,
  12: `a=signed&k=ID-2&e=${now + 3600}&t=${now}`,
  13: `a=signed&k=ID-1&e=0&t=${now}&r=1&f=file`,
  14: `a=signed&k=ID-1&e=${now + 3600}&t=${now}&r=2`,
};

/** The same page, with every call in one encoding. */
function inEncoding(api: Api, encoding: Encoding): Api {
  return { ...api, call: (action, fields, _, headers) => api.call(action, fields, encoding, headers) };
}

const answering = ROUTES.filter(({ data }) => data).map(({ name }) => name);
/** They need no gallery. */
const WITHOUT_GALLERY = ['compare', 'detect', 'shape', 'livedetectpicture'];

bothWays((api) => {
  const codes = Object.keys(PROVOKE).flatMap((code) =>
    ENCODINGS.map((encoding) => [Number(code), encoding] as const),
  );

  it.each(codes)('code %i (%s)', async (number, encoding) => {
    const code = number as keyof typeof PROVOKE;
    const answer = await PROVOKE[code](inEncoding(api(), encoding), newAppid());
    expect(answer).toMatchObject({ status: 200, code, message: ERROR_NAMES[code] });
    if (code === -1308) expect(answer.data.detail).toMatch(/not allowed/);
  });

  it.each(ENCODINGS)(
    'a gallery that does not open is −1200, for every endpoint that needs one (%s)',
    async (encoding) => {
      for (const action of answering.filter((each) => !WITHOUT_GALLERY.includes(each))) {
        const appid = newAppid();
        await api().tab.page.evaluate(newerDatabase, appid);
        const { code } = await api().call(action, { appid, ...VALID[action](encoding) }, encoding);
        expect(code, action).toBe(-1200);
      }
    },
  );
});

describe('a closed engine', () => {
  it('is 213 for every endpoint', async () => {
    await using api = await openApi('handler');
    await api.tab.page.evaluate(() => engine.close());
    for (const encoding of ENCODINGS) {
      for (const action of answering) {
        const answer = await api.call(action, { appid: 'any', ...VALID[action](encoding) }, encoding);
        expect(answer, action).toMatchObject({ status: 200, code: 213, message: ERROR_NAMES[213] });
        expect(answer.data, action).not.toHaveProperty('fail_flag');
      }
    }
  });

  it('is no engine to the service worker: status 503', async () => {
    await using api = await openApi('service worker');
    await api.tab.page.evaluate(() => engine.close());
    const answer = await api.call('getgroupids', { appid: 'any' });
    expect(answer).toMatchObject({ status: 503, code: 213, message: ERROR_NAMES[213] });
  });
});

bothWays(
  (api) => {
    async function ask(text: string | null, key = 'KEY-1', encoding: Encoding = 'JSON'): Promise<Answer> {
      const headers = text === null ? {} : { Authorization: await signText(text, key) };
      return api().call('getgroupids', { appid: 'signed' }, encoding, headers);
    }

    const codes = Object.keys(SIGNED).flatMap((code) =>
      ENCODINGS.map((encoding) => [Number(code), encoding] as const),
    );

    it.each(codes)('code %i (%s)', async (number, encoding) => {
      const code = number as SignCode;
      const signed = code === 13 ? `${SIGNED[13]}-${encoding}` : SIGNED[code];
      if (code === 13) expect((await ask(signed, 'KEY-1', encoding)).code).toBe(0);
      const key = code === 14 ? 'wrong' : code === 6 ? 'KEY-2' : 'KEY-1';
      expect(await ask(signed, key, encoding)).toMatchObject({
        status: 200,
        code,
        message: ERROR_NAMES[code],
      });
    });

    it('a one-time signature that was used is known after a reload', async () => {
      const text = `a=signed&k=ID-1&e=0&t=${now}&r=${Math.random()}&f=file`;
      expect((await ask(text)).code).toBe(0);
      await api().reopen();
      expect((await ask(text)).code).toBe(13);
    });

    it('a good signature passes, as often as it likes', async () => {
      const text = `a=signed&b=&k=ID-1&e=${now + 3600}&t=${now}&r=3&f=`;
      expect((await ask(text)).code).toBe(0);
      expect((await ask(text)).code).toBe(0);
    });
  },
  { secrets: SECRETS },
);

describe('the table of codes in docs/reference/api.md', () => {
  it('has every code of the documents', () => {
    expect(CODE_MEANINGS.map(([code]) => code)).toEqual(DOCUMENTED);
  });

  it('marks exactly those that cannot happen', () => {
    const raised = Object.keys(ERROR_NAMES).map(Number);
    const listed = CODE_MEANINGS.filter(([code, when]) => code !== 0 && !when.startsWith('never'));
    expect(listed.map(([code]) => code).sort()).toEqual(raised.sort());
  });
});
