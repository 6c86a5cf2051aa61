import { describe, expect, it } from 'vitest';
import { sign, signText } from '../../signing';
import { type Secret, signatureCheck } from './signature';

/** Made-up keys; the two worked examples were computed by hand from the published algorithm. */
const SECRET: Secret = {
  appid: '123456',
  secretId: 'EXAMPLE-SECRET-ID',
  secretKey: 'EXAMPLE-SECRET-KEY-0001',
};
const ISSUED = 1_700_000_000;
const EXPIRES = 1_700_003_600;
const FULL =
  'mBl6ZSMV9hNtJmWud22+l3Ejs/ZhPTEyMzQ1NiZiPSZrPUVYQU1QTEUtU0VDUkVULUlEJmU9MTcwMDAwMzYwMCZ0PTE3MDAwMDAwMDAmcj0xMjM0NTY3ODkwJmY9';
const SHORT =
  '1wtJ0nQ8NWVT2WXFUyQHXrCm4DFhPTEyMzQ1NiZrPUVYQU1QTEUtU0VDUkVULUlEJmU9MTcwMDAwMzYwMCZ0PTE3MDAwMDAwMDAmcj0xMjM0NTY3ODkw';

const other: Secret = { appid: '654321', secretId: 'OTHER-ID', secretKey: 'OTHER-KEY' };
let time = ISSUED + 1;
const check = () => signatureCheck([SECRET, other], () => time);

async function codeOf(authorization: string, checking = check()): Promise<number> {
  time = ISSUED + 1;
  return checking(authorization).then(
    () => 0,
    (error) => error.code,
  );
}

const signed = (text: string) => signText(text, SECRET.secretKey);
const head = `a=${SECRET.appid}&b=&k=${SECRET.secretId}`;

describe('worked examples', () => {
  it('are what sign() makes', async () => {
    const made = await sign({ ...SECRET, issued: ISSUED, expires: EXPIRES, random: 1_234_567_890 });
    expect(made).toBe(FULL);
  });

  it.each([FULL, SHORT])('pass', async (authorization) => {
    time = ISSUED + 1;
    expect(await check()(authorization)).toEqual({ appid: SECRET.appid });
  });
});

describe('every order of fields that clients send passes', () => {
  it.each([
    `a=123456&b=photos&k=EXAMPLE-SECRET-ID&e=${EXPIRES}&t=${ISSUED}&r=1&f=`,
    `a=123456&b=&k=EXAMPLE-SECRET-ID&t=${ISSUED}&e=${EXPIRES}&r=1`,
    `a=123456&k=EXAMPLE-SECRET-ID&e=${EXPIRES}&t=${ISSUED}&r=01234567890&f=`,
    `a=123456&b=&k=EXAMPLE-SECRET-ID&t=${ISSUED}&e=${EXPIRES}`,
    `a=123456&b=&k=EXAMPLE-SECRET-ID&e=${EXPIRES}&t=${ISSUED}&r=1&u=0&f=`,
    `u=&f=&r=1&t=${ISSUED}&e=${EXPIRES}&k=EXAMPLE-SECRET-ID&b=&a=123456`,
  ])('%s', async (text) => {
    expect(await codeOf(await signed(text))).toBe(0);
  });
});

it('the signer’s clock may be five minutes ahead', async () => {
  expect(await codeOf(await signed(`${head}&e=${EXPIRES}&t=${ISSUED + 300}`))).toBe(0);
  expect(await codeOf(await signed(`${head}&e=0&t=${ISSUED + 300}&r=1&f=file`))).toBe(0);
});

it.each(['Bearer ', 'bearer  ', ' BEARER '])('a signature may stand after %j', async (scheme) => {
  expect(await codeOf(scheme + FULL)).toBe(0);
});

it('without a time nothing passes', async () => {
  await expect(signatureCheck([SECRET], () => Number.NaN)(FULL)).rejects.toMatchObject({ code: 9 });
});

it.each(['appid', 'secretId', 'secretKey'] as const)(
  'a secret without %s is refused before any request',
  (name) => {
    for (const value of ['', undefined, null, 7]) {
      const secrets = [SECRET, { ...SECRET, [name]: value as string }];
      expect(() => signatureCheck(secrets, () => time)).toThrow(expect.objectContaining({ code: -1313 }));
    }
  },
);

describe('refusals', () => {
  it.each([
    ['nothing', '', 4],
    ['blanks', '  ', 4],
    ['no base64', 'Bearer token?', 5],
    ['twenty bytes', btoa('x'.repeat(20)), 5],
    ['text without fields', btoa(`${'x'.repeat(20)}hello`), 5],
  ])('%s', async (_, authorization, code) => {
    expect(await codeOf(authorization)).toBe(code);
  });

  it.each([
    ['no k', `a=123456&e=${EXPIRES}&t=${ISSUED}`, 5],
    ['no e', `${head}&t=${ISSUED}`, 5],
    ['t no number', `${head}&e=${EXPIRES}&t=now`, 5],
    ['e before t', `${head}&e=${ISSUED - 1}&t=${ISSUED}`, 5],
    ['valid for four months', `${head}&e=${ISSUED + 120 * 86_400}&t=${ISSUED}`, 5],
    ['one-time without file id', `${head}&e=0&t=${ISSUED}&r=1&f=`, 5],
    ['unknown appid', `a=999&k=EXAMPLE-SECRET-ID&e=${EXPIRES}&t=${ISSUED}`, 10],
    ['unknown secret id', `a=123456&k=NOBODY&e=${EXPIRES}&t=${ISSUED}`, 11],
    ['secret id of another appid', `a=654321&k=EXAMPLE-SECRET-ID&e=${EXPIRES}&t=${ISSUED}`, 12],
    ['expired', `${head}&e=${ISSUED - 10}&t=${ISSUED - 100}`, 9],
    ['issued in six minutes', `${head}&e=${ISSUED + 3600}&t=${ISSUED + 361}`, 9],
    ['of the far future', `${head}&e=999999999999&t=999999990000`, 9],
    ['one-time, in six minutes', `${head}&e=0&t=${ISSUED + 361}&r=1&f=file`, 9],
    ['one-time, too old', `${head}&e=0&t=${ISSUED - 2000}&r=1&f=file`, 9],
  ])('%s', async (_, text, code) => {
    expect(await codeOf(await signed(text))).toBe(code);
  });

  it('any changed byte of MAC or text is 14', async () => {
    const bytes = Uint8Array.from(atob(FULL), (c) => c.charCodeAt(0));
    const flipped = (at: number) => {
      const copy = bytes.slice();
      copy[at] ^= 1;
      return btoa(String.fromCharCode(...copy));
    };
    for (let at = 0; at < 20; at++) expect(await codeOf(flipped(at)), `byte ${at}`).toBe(14);
    expect(await codeOf(flipped(bytes.length - 4))).toBe(14); // a digit of r
    expect(await codeOf(await signText(`${head}&e=${EXPIRES}&t=${ISSUED}`, 'another key'))).toBe(14);
  });

  it('a one-time signature passes once; a reusable one for as long as it is valid', async () => {
    const checking = check();
    const once = await signed(`${head}&e=0&t=${ISSUED}&r=1&f=file`);
    expect(await codeOf(once, checking)).toBe(0);
    expect(await codeOf(once, checking)).toBe(13);
    expect(await codeOf(await signed(`${head}&e=0&t=${ISSUED}&r=2&f=file`), checking)).toBe(0);
    expect(await codeOf(FULL, checking)).toBe(0);
    expect(await codeOf(FULL, checking)).toBe(0);
    time = EXPIRES + 1;
    await expect(checking(FULL)).rejects.toMatchObject({ code: 9 });
  });
});
