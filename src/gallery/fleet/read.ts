import type { FleetFace, Found, LocalPerson, Shadow } from '../../fleet/port';
import { Damaged, nothingIfDamaged } from '../failure';
import type { GalleryKeys } from '../keys';
import {
  type Face,
  facesOf,
  inPlain,
  openFaces,
  openPerson,
  openShadow,
  type SealedFace,
  type SealedPerson,
} from '../records';
import type { Gallery } from '../store';

interface Wanted {
  readonly key: string;
  readonly person_id: string | null;
}

interface Stored {
  readonly record: SealedPerson;
  readonly faces: readonly SealedFace[];
}

/** Only the fleet writes shadows, one fleet a gallery: so they may be read before the persons. */
export async function readFound(gallery: Gallery, wanted: readonly Wanted[]): Promise<Found[]> {
  const keys = await gallery.keys();
  const shadows = await readShadows(gallery, keys, wanted);
  const hashes = await Promise.all(
    wanted.map(({ person_id }, i) => {
      const id = shadows[i]?.person_id ?? person_id;
      return id === null ? null : keys.hash('person', id);
    }),
  );
  const stored = await readStored(gallery, hashes);
  await gallery.requireCurrent(keys);
  return Promise.all(
    wanted.map(async ({ key }, i): Promise<Found> => {
      const { [i]: found } = stored;
      const person = found === null ? null : await openLocal(keys, found);
      return { key, shadow: shadows[i], person, mark: found?.record.generation ?? 0 };
    }),
  );
}

/** One that is damaged is none: what it said is heard again. */
async function readShadows(
  { db }: Gallery,
  keys: GalleryKeys,
  wanted: readonly Wanted[],
): Promise<(Shadow | null)[]> {
  const { store } = db.transaction('shadows');
  const records = await Promise.all(wanted.map(({ key }) => store.get(key)));
  return Promise.all(
    records.map(
      async (record) => (record && (await openShadow(keys, record).catch(nothingIfDamaged))) ?? null,
    ),
  );
}

async function readStored({ db }: Gallery, hashes: readonly (string | null)[]): Promise<(Stored | null)[]> {
  const transaction = db.transaction(['persons', 'faces']);
  const [persons, faces] = [transaction.objectStore('persons'), transaction.objectStore('faces')];
  return Promise.all(
    hashes.map(async (hash) => {
      if (hash === null) return null;
      const [record, stored] = await Promise.all([persons.get(hash), faces.getAll(facesOf(hash))]);
      return record ? { record, faces: stored } : null;
    }),
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
