import { expect } from 'vitest';
import type { RemoteGallery } from '../../protocol';
import { candidatesOf, face, person, probe, verified } from './gallery';

/** Ann and Bob, with two faces each. */
export async function enrolTwo(gallery: RemoteGallery, appid: string): Promise<void> {
  for (const [i, id] of ['ann', 'bob'].entries()) {
    await gallery.newperson(appid, person(id, 'g', `g-${id}`), face(i));
    await gallery.addface(appid, id, face(2), 'second', 2);
  }
}

/** Expects both of them as `enrolTwo` left them: whole, verified and found. */
export async function expectTwo(gallery: RemoteGallery, appid: string): Promise<void> {
  expect(await gallery.check(appid)).toEqual({ persons: 2, faces: 4, damaged: [], missing: 0 });
  expect(await gallery.getgroupids(appid)).toEqual(['g', 'g-ann', 'g-bob']);
  expect(await verified(gallery, appid, 'ann', probe(0))).toMatchObject({ compared: 2 });
  const [found] = await candidatesOf(gallery.search(appid, { group_id: 'g' }, [probe(1)]));
  expect(found.map(({ personId }) => personId)).toEqual(['bob', 'ann']);
}
