import type { DamageReport } from '../protocol';
import { Damaged } from './keys/damaged';
import type { GalleryKeys } from './keys/seal';
import { faceKey, openFace } from './records/face';
import { openGroup } from './records/group';
import { openPerson } from './records/person';
import { bucketRange } from './search/buckets';
import type { Gallery } from './store/gallery';
import type { SealedFace, SealedPerson } from './store/schema';
import { loadState } from './store/state';

/** The gallery is read in 2^6 parts. */
const BITS = 6;

type Damage = DamageReport['damaged'][number];

/** Reads and authenticates every record, and says what is damaged, and whose it is. */
export async function checkGallery(gallery: Gallery): Promise<DamageReport> {
  const keys = await gallery.keys();
  const state = await loadState(gallery, keys);
  const damaged: Damage[] = [];
  let persons = 0;
  let faces = 0;
  for (let part = 0; part < 2 ** BITS; part++) {
    const range = bucketRange(part, BITS);
    const transaction = gallery.db.transaction(['persons', 'faces']);
    const [people, stored] = await Promise.all([
      transaction.objectStore('persons').getAll(range),
      transaction.objectStore('faces').getAll(range),
      transaction.done,
    ]);
    const records = new Map(stored.map((face) => [face.key, face]));
    for (const person of people) {
      const found = await checkPerson(keys, person, records, stored);
      damaged.push(...found.damaged);
      persons += 1;
      faces += found.faces;
    }
  }
  for (const group of await gallery.db.getAll('groups')) {
    if ((await soundOrDamage(openGroup(keys, group))) === undefined)
      damaged.push({ what: 'group', person_id: null });
  }
  const missing = Math.max(0, state.persons - persons);
  return { persons, faces, damaged, missing };
}

async function checkPerson(
  keys: GalleryKeys,
  record: SealedPerson,
  records: ReadonlyMap<string, SealedFace>,
  stored: readonly SealedFace[],
): Promise<{ faces: number; damaged: Damage[] }> {
  const person = await soundOrDamage(openPerson(keys, record));
  if (person === undefined) {
    // The faces name their person, too.
    const own = stored.filter(({ key }) => key.startsWith(`${record.key}.`));
    const faces = await Promise.all(own.map((face) => soundOrDamage(openFace(keys, face))));
    const person_id = faces.find((face) => face !== undefined)?.person_id ?? null;
    return { faces: own.length, damaged: [{ what: 'person', person_id }] };
  }
  const { person_id } = person;
  const opened = await Promise.all(
    person.faces.map((ref) => {
      const face = records.get(faceKey(record.key, ref));
      return face && soundOrDamage(openFace(keys, face));
    }),
  );
  const damaged = person.faces.flatMap(({ face_id }, i) =>
    opened[i] === undefined ? [{ what: 'face', person_id, face_id } as const] : [],
  );
  return { faces: person.faces.length, damaged };
}

async function soundOrDamage<T>(opened: Promise<T>): Promise<T | undefined> {
  try {
    return await opened;
  } catch (error) {
    if (error instanceof Damaged) return undefined;
    throw error;
  }
}
