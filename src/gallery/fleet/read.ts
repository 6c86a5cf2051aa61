import type { FleetFace, Found, LocalPerson, Shadow } from '../../fleet/port';
import { paced } from '../../protocol';
import { Damaged, nothingIfDamaged } from '../failure';
import type { GalleryKeys } from '../keys';
import { type Face, inPlain, openFaces, openPerson, openShadow } from '../records';
import type { Gallery } from '../store';
import type { Stored, View } from './view';

interface Wanted {
  readonly key: string;
  readonly person_id: string | null;
}

/** Only the fleet writes shadows, one fleet a gallery: so they may be read before the persons. */
export async function readFound(gallery: Gallery, view: View, wanted: readonly Wanted[]): Promise<Found[]> {
  const keys = await gallery.keys();
  view.rest();
  const shadows = await readShadows(view, keys, wanted);
  const hashes = await paced(wanted, async ({ person_id }, i) => {
    const id = shadows[i]?.person_id ?? person_id;
    return id === null ? null : keys.hash('person', id);
  });
  const stored = await view.persons(keys, hashes);
  await gallery.requireCurrent(keys);
  return paced(wanted, async ({ key }, i): Promise<Found> => {
    const { [i]: found } = stored;
    const person = found === null ? null : await openLocal(keys, found);
    return { key, shadow: shadows[i], person, mark: found?.record.generation ?? 0 };
  });
}

/** One that is damaged is none: what it said is heard again. */
async function readShadows(
  view: View,
  keys: GalleryKeys,
  wanted: readonly Wanted[],
): Promise<(Shadow | null)[]> {
  const records = await view.shadows(
    keys,
    wanted.map(({ key }) => key),
  );
  return paced(
    records,
    async (record) => (record && (await openShadow(keys, record).catch(nothingIfDamaged))) ?? null,
  );
}

async function openLocal(keys: GalleryKeys, { record, faces }: Stored): Promise<LocalPerson | null> {
  try {
    const person = await openPerson(keys, record);
    const records = new Map(faces.map((face) => [face.key, face]));
    const opened = await openFaces(keys, record.key, person.faces, records);
    const { person_id, person_name, tag, group_ids, consent = null, expires = null } = person;
    return { person_id, person_name, tag, consent, expires, group_ids, faces: opened.map(sharedFace) };
  } catch (error) {
    if (error instanceof Damaged) return null;
    throw error;
  }
}

function sharedFace(face: Face): FleetFace {
  const { person_id, basis, ...shared } = inPlain(face);
  return shared;
}
