import { expect, it } from 'vitest';
import { faultsOf } from './commits.mjs';

it.each([
  'gallery: refuse unknown stores',
  'gallery: refuse unknown stores\n\nA copied profile opened what came later.',
  'docs: say what −1313 means',
])('takes %j', (message) => {
  expect(faultsOf(message)).toEqual([]);
});

it.each([
  ['Gallery: refuse unknown stores', 'in lower case'],
  ['gallery: Refuse unknown stores', 'in lower case'],
  ['refuse unknown stores', 'scope: verb object'],
  ['gallery: refuse unknown stores.', 'scope: verb object'],
  [`gallery: ${'refuse '.repeat(12)}it`, 'characters'],
  ['gallery: refuse\nunknown stores', 'not empty'],
  [`gallery: refuse\n\n${'word '.repeat(30)}`, 'more than 100'],
])('refuses %j', (message, fault) => {
  expect(faultsOf(message).join('; ')).toContain(fault);
});
