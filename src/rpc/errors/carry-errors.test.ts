import { expose, releaseProxy, wrap } from 'comlink';
import { afterEach, expect, it } from 'vitest';
import { FaceError } from '../../protocol';
import { carryErrors } from './carry-errors';

carryErrors();

let end: () => void = () => undefined;
afterEach(() => end());

/** What a call over a channel rejects with, when the method throws this. */
async function caught(thrown: unknown): Promise<unknown> {
  const service = {
    fail: async () => {
      throw thrown;
    },
    unsendable: () => () => 'a function',
  };
  const { port1, port2 } = new MessageChannel();
  expose(service, port1);
  const remote = wrap<typeof service>(port2);
  end = () => {
    remote[releaseProxy]();
    port1.close();
  };
  return (thrown === undefined ? remote.unsendable() : remote.fail()).then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );
}

it('carries a FaceError with its code, its words, its cause and what a program reads of it', async () => {
  const cause = new RangeError('too far');
  const error = await caught(
    new FaceError(-1200, 'the disk is full', { kind: 'full', storage: 'full', person_id: 'ann', cause }),
  );
  expect(error).toBeInstanceOf(FaceError);
  expect(error).toMatchObject({
    name: 'FaceError',
    code: -1200,
    detail: 'the disk is full',
    message: 'STORAGE_ERROR: the disk is full',
    data: { kind: 'full', storage: 'full', person_id: 'ann' },
    cause: expect.stringContaining('RangeError: too far'),
  });
});

it.each([
  ['an error of another kind', new TypeError('no such thing'), 'TypeError: no such thing'],
  ['an abort', new DOMException('given up', 'AbortError'), 'AbortError: given up'],
  ['what is no error', 'a text', 'a text'],
])('says of %s that it was an internal one, and what', async (_, thrown, detail) => {
  const error = await caught(thrown);
  expect(error).toBeInstanceOf(FaceError);
  expect(error).toMatchObject({
    code: 213,
    detail,
    data: { kind: 'unexpected' },
    cause: expect.stringContaining(detail),
  });
});

it('says of an answer that cannot be sent that it was an internal error', async () => {
  expect(await caught(undefined)).toMatchObject({ code: 213, detail: expect.stringMatching(/unserializ/i) });
});
