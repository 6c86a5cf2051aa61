import { expect, it } from 'vitest';
import { OneModel } from './one-model';

const ORIGIN = { model: 'm', modelHash: 'h', alignment: 'a' };

it('takes workers of the first one’s model, and no other', () => {
  const model = new OneModel();
  model.require(ORIGIN);
  model.require({ ...ORIGIN });
  for (const other of [{ model: 'n' }, { modelHash: 'i' }, { alignment: 'b' }]) {
    expect(() => model.require({ ...ORIGIN, ...other })).toThrow(
      expect.objectContaining({ code: 213, data: { kind: 'assets' } }),
    );
  }
  model.require(ORIGIN);
});
