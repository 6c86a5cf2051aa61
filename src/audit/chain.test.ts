import { beforeAll, describe, expect, it } from 'vitest';
import { ChainCheck, GENESIS, hashOf } from '.';

const lines: string[] = [];
let head = GENESIS;

beforeAll(async () => {
  for (let n = 1; n <= 6; n++) {
    lines.push(JSON.stringify({ n, time: `t${n}`, what: 'verified', prev: head }));
    head = await hashOf(lines[n - 1]);
  }
});

async function problems(given: readonly (string | null)[], first = 1, anchor = GENESIS) {
  const check = new ChainCheck(first, anchor);
  for (const line of given) await check.take(line);
  return check.end(6, head);
}

describe('a chain', () => {
  it('that is whole has no problem, from its first entry or from one that others were cut off before', async () => {
    expect(await problems(lines)).toEqual([]);
    expect(await problems(lines.slice(3), 4, await hashOf(lines[2]))).toEqual([]);
    expect(await problems(lines.slice(3), 4, '')).toEqual([]);
  });

  it('tells where an entry was removed, changed, moved or cut off', async () => {
    const [one, two, three, four, five, six] = lines;
    const changed = four.replace('t4', 't5');
    const cases: (readonly [string, readonly (string | null)[], unknown])[] = [
      ['removed', [one, two, four, five, six], [{ n: 3, problem: 'missing' }]],
      ['two removed', [one, four, five, six], [{ n: 2, problem: 'missing', until: 3 }]],
      ['changed', [one, two, three, changed, five, six], [{ n: 4, problem: 'changed' }]],
      ['the last changed', [...lines.slice(0, 5), six.replace('t6', 't7')], [{ n: 6, problem: 'changed' }]],
      ['the first changed', [one.replace('t1', 't0'), ...lines.slice(1)], [{ n: 1, problem: 'changed' }]],
      ['cut off', lines.slice(0, 4), [{ n: 5, problem: 'missing', until: 6 }]],
      ['all gone', [], [{ n: 1, problem: 'missing', until: 6 }]],
      ['no entry', [one, two, 'x', four, five, six], [{ n: 3, problem: 'damaged' }]],
      ['unreadable', [one, two, null, four, five, six], [{ n: 3, problem: 'damaged' }]],
      ['twice', [one, two, two, three, four, five, six], [{ n: 2, problem: 'order' }]],
      [
        'moved',
        [one, three, two, four, five, six],
        [
          { n: 2, problem: 'missing' },
          { n: 2, problem: 'order' },
        ],
      ],
    ];
    for (const [what, given, expected] of cases) expect(await problems(given), what).toEqual(expected);
  });

  it('with more than its head knows, or another beginning, is told', async () => {
    const seven = JSON.stringify({ n: 7, prev: head });
    expect(await problems([...lines, seven])).toEqual([{ n: 7, problem: 'beyond' }]);
    expect(await problems(lines, 1, 'f'.repeat(64))).toEqual([{ n: 0, problem: 'changed' }]);
  });
});
