import { describe, expect, it } from 'vitest';
import { writeOnce } from './write-once';

const URL_OF = (action: string) => ({ url: `https://recognition.image.myqcloud.com/face/${action}` });
const full = () => Promise.reject(new DOMException('the disk is full', 'QuotaExceededError'));
const done = async () => new Response('done');

describe('writeOnce', () => {
  it('gives the answer of a write whose entry cannot be struck', async () => {
    const ledger = { enter: async () => true, strike: full };
    expect(await (await writeOnce(ledger, 'x', URL_OF('addface'), done)).text()).toBe('done');
  });

  it.each(['delperson', 'delface', 'delgroupids'])('lets %s go on without an entry', async (action) => {
    const ledger = { enter: full, strike: full };
    expect(await (await writeOnce(ledger, 'x', URL_OF(action), done)).text()).toBe('done');
  });

  it.each(['addface', 'newperson', 'setinfo'])('makes no %s without an entry', async (action) => {
    let writes = 0;
    const write = () => {
      writes += 1;
      return done();
    };
    const ledger = { enter: full, strike: full };
    await expect(writeOnce(ledger, 'x', URL_OF(action), write)).rejects.toThrow('full');
    expect(writes).toBe(0);
  });

  it('says 503 for a write that an earlier run did not finish, deletions included', async () => {
    const ledger = { enter: async () => false, strike: full };
    expect((await writeOnce(ledger, 'x', URL_OF('delperson'), done)).status).toBe(503);
  });
});
