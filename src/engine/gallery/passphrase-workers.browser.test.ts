import { expect, it } from 'vitest';
import { PassphraseWorkers } from './passphrase-workers';

const DERIVATION = {
  passphrase: 'a passphrase',
  kdf: { memoryKiB: 19_456, passes: 2, lanes: 1 },
  salt: new Uint8Array(16),
};

/** A worker's script of its own. */
const script = (text: string) => new URL(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));

const never = script('self.onmessage = () => undefined');

it('a derivation that is not answered ends within its limit, and says so', async () => {
  const derived = new PassphraseWorkers(never, 200).derive('one', DERIVATION);
  await expect(derived).rejects.toMatchObject({ code: 213, detail: expect.stringContaining('0.2 s') });
});

it('one that is cancelled, and all when it is closed, end at once', async () => {
  const workers = new PassphraseWorkers(never);
  const derived = ['one', 'two', 'three'].map((id) => workers.derive(id, DERIVATION));
  const all = Promise.allSettled(derived);
  workers.cancel('two');
  await expect(derived[1]).rejects.toMatchObject({ code: 213 });
  workers.close();
  for (const { status } of await all) expect(status).toBe('rejected');
});

it('one whose script fails says what it said', async () => {
  const failing = script('throw new Error("no such thing")');
  const derived = new PassphraseWorkers(failing).derive('one', DERIVATION);
  await expect(derived).rejects.toMatchObject({ detail: expect.stringContaining('no such thing') });
});
