import { expect, it } from 'vitest';
import { readRecord } from './records';

const text = (status: string) =>
  `# 007 — A title\n\nStatus: ${status}.\nOutcome: It is so.\n\n**Context.** …\n`;

it('reads how a record begins', () => {
  expect(readRecord('007-a.md', text('in force, 2026-11-30'))).toEqual({
    file: '007-a.md',
    number: '007',
    title: 'A title',
    status: 'in force, 2026-11-30',
    outcome: 'It is so.',
  });
});

it('takes what is superseded, whole or in part', () => {
  const by = '[008](008-b.md), 2026-11-30';
  expect(readRecord('007-a.md', text(`superseded by ${by}`)).status).toContain('008-b.md');
  expect(readRecord('007-a.md', text(`in force, 2026-11-30; its limits superseded by ${by}`)).title).toBe(
    'A title',
  );
});

it.each([
  ['007-a.md', text('in force')],
  ['007-a.md', text('fine, 2026-11-30')],
  ['008-a.md', text('in force, 2026-11-30')],
  ['007-a.md', '# 007 — A title\n\n**Context.** …\n'],
])('refuses a record without its first lines: %s', (file, wrong) => {
  expect(() => readRecord(file, wrong)).toThrow(/docs\/decisions\/00\d-a\.md/);
});
