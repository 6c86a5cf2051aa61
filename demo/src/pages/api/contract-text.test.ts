import { expect, it } from 'vitest';
import { describe, ROUTES } from '../../../../src/http/contract';
import { CHINESE } from './contract-text';

it('has every sentence of the contract in Chinese, and no other', () => {
  const sentences = ROUTES.flatMap(({ summary, request }) => [
    summary,
    ...Object.values(request.entries).map((schema) => describe(schema).description),
  ]);
  expect(Object.keys(CHINESE).sort()).toEqual([...new Set(sentences)].sort());
});
