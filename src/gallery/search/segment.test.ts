import { expect, it } from 'vitest';
import { GalleryKeys } from '../keys';
import { openSegment, sealSegment } from './segment';

it('a segment opens for the basis that it was written in, and for no other', async () => {
  const keys = await GalleryKeys.derive(crypto.getRandomValues(new Uint8Array(32)), 'a', crypto.randomUUID());
  const [basis, other, plain] = await Promise.all(['one', 'two', null].map((name) => keys.basis(name, 4)));
  const templates = Float32Array.of(0, 1, 0, 0);
  for (const own of [basis, plain]) {
    const segment = { entries: [], templates };
    const record = await sealSegment(keys, { originKey: 'o', basis: own }, 0, segment, 1);
    for (const asked of [basis, other, plain]) {
      const opened = openSegment(keys, { originKey: 'o', basis: asked }, 0, 1, record);
      if (asked === own) expect((await opened).templates).toEqual(templates);
      else await expect(opened).rejects.toThrow('damaged');
    }
  }
});
