import { expect, it } from 'vitest';
import { Workspace } from './workspace';

const PAGE = 65_536;

it('says that memory is used up, and goes on with what there is', () => {
  const workspace = new Workspace(new WebAssembly.Memory({ initial: 1, maximum: 3 }));
  workspace.begin();
  expect(() => workspace.take(4 * PAGE)).toThrow(
    expect.objectContaining({ code: 213, data: { kind: 'out_of_memory' } }),
  );
  workspace.begin();
  const place = workspace.put(Uint8Array.of(1, 2, 3));
  workspace.take(2 * PAGE);
  expect([...workspace.bytes(place, 3)]).toEqual([1, 2, 3]);
});
