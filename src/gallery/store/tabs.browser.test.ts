import { expect, it } from 'vitest';
import { Tabs } from './tabs';

it('what is told after the end reaches nobody, and fails nothing', () => {
  const tabs = new Tabs(`test-${crypto.randomUUID()}`);
  tabs.close();
  expect(() => tabs.tell({ kind: 'changed', generation: 1 })).not.toThrow();
});
