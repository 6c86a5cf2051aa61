import { expect, it } from 'vitest';
import { checkKdf, DEFAULT_KDF, derivePassphraseKey } from './passphrase';

const salt = new TextEncoder().encode('somesaltsomesalt');
const light = { memoryKiB: 19_456, passes: 2, lanes: 1 };
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

it('is Argon2id: a value that the reference implementation gives', async () => {
  // echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32 (its test suite, version 0x13)
  const key = await derivePassphraseKey(
    'password',
    { memoryKiB: 65_536, passes: 2, lanes: 1 },
    new TextEncoder().encode('somesalt'),
  );
  expect(hex(key)).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7');
});

it('is the same however the letters were composed, and another for another passphrase or salt', async () => {
  const key = hex(await derivePassphraseKey('caf\u00e9', light, salt));
  expect(hex(await derivePassphraseKey('cafe\u0301', light, salt))).toBe(key);
  expect(hex(await derivePassphraseKey('cafe', light, salt))).not.toBe(key);
  expect(
    hex(
      await derivePassphraseKey(
        'caf\u00e9',
        light,
        salt.map((byte) => byte ^ 1),
      ),
    ),
  ).not.toBe(key);
});

it('refuses what is no passphrase, and costs beyond the bounds', async () => {
  await expect(derivePassphraseKey('', light, salt)).rejects.toMatchObject({ code: -1301 });
  await expect(derivePassphraseKey(7 as unknown as string, light, salt)).rejects.toMatchObject({
    code: -1313,
  });
  expect(checkKdf({ ...DEFAULT_KDF, more: 1 })).toEqual(DEFAULT_KDF);
  for (const wrong of [
    null,
    {},
    { ...light, memoryKiB: 19_455 },
    { ...light, passes: 1 },
    { ...light, memoryKiB: 2 ** 18 + 1 },
    { ...light, passes: 9 },
    { ...light, lanes: 0 },
    { ...light, lanes: 2 },
    { ...light, passes: 2.5 },
    { ...light, passes: '2' },
  ]) {
    expect(() => checkKdf(wrong)).toThrow(expect.objectContaining({ code: -1313 }));
  }
});
