import { deleteDB } from 'idb';
import { beforeEach, expect, it } from 'vitest';
import { optIn, optOut, readOptIn, restoreOptIn } from './opt-in';

beforeEach(() => deleteDB('mien-v1'));

it('is restored where the database was deleted', async () => {
  await optIn();
  await deleteDB('mien-v1');
  expect(await readOptIn()).toBeUndefined();
  await restoreOptIn();
  expect(await readOptIn()).toBe(true);
});

it('is not restored after an opt-out, but given anew', async () => {
  await optIn();
  await optOut();
  await restoreOptIn();
  expect(await readOptIn()).toBe(false);
  await optIn();
  expect(await readOptIn()).toBe(true);
});
