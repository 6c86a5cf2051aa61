import type { DamageReport } from '../../protocol';
import { nothingIfDamaged } from '../failure';
import type { GalleryKeys } from '../keys';
import {
  allBuckets,
  bucketRange,
  faceKey,
  openFace,
  openGroup,
  openPerson,
  openPicture,
  pictureOf,
  type SealedFace,
  type SealedPerson,
  type SealedRecord,
} from '../records';
import { type Gallery, loadState, openSound, readState } from '../store';

/** The gallery is read in 2^6 parts. */
const BITS = 6;

type Damage = DamageReport['damaged'][number];

/** What a part of the gallery holds, and what of it is damaged. */
interface Part {
  readonly persons: number;
  readonly faces: number;
  readonly damaged: readonly Damage[];
  /** Persons who are not there, though faces of theirs are. */
  readonly orphans: readonly Orphan[];
}

/** What lies in the same part as a person. */
interface Lying {
  readonly records: ReadonlyMap<string, SealedFace>;
  readonly stored: readonly SealedFace[];
  readonly pictures: readonly SealedRecord[];
}

/** A person who is not there, and a face of theirs that is, by their keys. */
interface Orphan {
  readonly person: string;
  readonly face: string;
  readonly person_id: string;
}

/** Reads and authenticates every record, and says what is damaged or missing, and whose it is. */
export async function checkGallery(gallery: Gallery, signal: AbortSignal): Promise<DamageReport> {
  const keys = await gallery.keys();
  const stored = await readState(gallery.db.transaction(['state', 'persons']));
  const sound = await openSound(keys, stored);
  const state = sound ?? (await loadState(gallery, keys));
  /** Group's key → its id, as the persons tell it. */
  const groups = new Map<string, string>();
  const parts: Part[] = [];
  for (let part = 0; part < 2 ** BITS; part++) {
    signal.throwIfAborted();
    parts.push(await checkPart(gallery, keys, part, groups));
  }
  const orphans = await stillOrphans(
    gallery,
    parts.flatMap((part) => part.orphans),
  );
  const lost = await checkGroups(gallery, keys, groups);
  const strays = await countStrays(gallery);
  await gallery.requireCurrent(keys);
  const persons = parts.reduce((sum, part) => sum + part.persons, 0);
  return {
    persons,
    faces: parts.reduce((sum, part) => sum + part.faces, 0),
    damaged: [
      ...(sound === undefined ? [{ what: 'state', person_id: null, ...absent(stored.record) } as const] : []),
      ...parts.flatMap((part) => part.damaged),
      ...Array.from({ length: strays }, (): Damage => ({ what: 'person', person_id: null })),
      ...orphans.map(({ person_id }) => ({ what: 'person', person_id, missing: true }) as const),
      ...lost,
    ],
    missing: Math.max(orphans.length, state.persons - persons),
  };
}

/**
 * Those of them that are so now, too. An import lays faces down before their persons, and what a cut-off one left is swept away: while
 * that is to be done, faces without a person are no sign that one is missing.
 */
async function stillOrphans({ db }: Gallery, found: readonly Orphan[]): Promise<Orphan[]> {
  const transaction = db.transaction(['sweeps', 'persons', 'faces']);
  const [sweeping, ...there] = await Promise.all([
    transaction.objectStore('sweeps').getKey('sweep'),
    ...found.map(async ({ person, face }) => {
      const [owner, own] = await Promise.all([
        transaction.objectStore('persons').getKey(person),
        transaction.objectStore('faces').getKey(face),
      ]);
      return owner === undefined && own !== undefined;
    }),
  ]);
  await transaction.done;
  return sweeping === undefined ? found.filter((_, i) => there[i]) : [];
}

/** Records among the persons whose keys are no person's: somebody else put them there, and no part has them. */
async function countStrays({ db }: Gallery): Promise<number> {
  const { store, done } = db.transaction('persons');
  const [all, parts] = await Promise.all([store.count(), store.count(allBuckets()), done]);
  return all - parts;
}

async function checkPart(
  { db }: Gallery,
  keys: GalleryKeys,
  part: number,
  groups: Map<string, string>,
): Promise<Part> {
  const range = bucketRange(part, BITS);
  const transaction = db.transaction(['persons', 'faces', 'pictures']);
  const [people, stored, pictures] = await Promise.all([
    transaction.objectStore('persons').getAll(range),
    transaction.objectStore('faces').getAll(range),
    transaction.objectStore('pictures').getAll(range),
    transaction.done,
  ]);
  const records = new Map(stored.map((face) => [face.key, face]));
  const checked: { faces: number; damaged: Damage[] }[] = [];
  for (const person of people)
    checked.push(await checkPerson(keys, person, { records, stored, pictures }, groups));
  return {
    persons: people.length,
    faces: checked.reduce((sum, { faces }) => sum + faces, 0),
    damaged: checked.flatMap(({ damaged }) => damaged),
    orphans: await findOrphans(keys, new Set(people.map(({ key }) => key)), stored),
  };
}

async function checkPerson(
  keys: GalleryKeys,
  record: SealedPerson,
  { records, stored, pictures }: Lying,
  groups: Map<string, string>,
): Promise<{ faces: number; damaged: Damage[] }> {
  const person = await openPerson(keys, record).catch(nothingIfDamaged);
  if (person === undefined) {
    const own = stored.filter(({ key }) => key.startsWith(`${record.key}.`));
    return { faces: own.length, damaged: [{ what: 'person', person_id: await ownerOf(keys, own) }] };
  }
  for (const group_id of person.group_ids) groups.set(await keys.hash('group', group_id), group_id);
  const { person_id } = person;
  const found = person.faces.map((ref) => records.get(faceKey(record.key, ref)));
  const opened = await Promise.all(found.map((face) => face && openFace(keys, face).catch(nothingIfDamaged)));
  const damaged: Damage[] = person.faces.flatMap(({ face_id }, i) =>
    opened[i] === undefined ? [{ what: 'face', person_id, face_id, ...absent(found[i]) } as const] : [],
  );
  const picture = await openPicture(keys, record.key, person, pictures).catch(nothingIfDamaged);
  if (picture === undefined)
    damaged.push({ what: 'picture', person_id, ...absent(pictureOf(record.key, person, pictures)) });
  return { faces: person.faces.length, damaged };
}

async function findOrphans(
  keys: GalleryKeys,
  people: ReadonlySet<string>,
  stored: readonly SealedFace[],
): Promise<Orphan[]> {
  const orphaned = new Map<string, SealedFace[]>();
  for (const face of stored) {
    const [owner] = face.key.split('.');
    if (!people.has(owner)) orphaned.set(owner, [...(orphaned.get(owner) ?? []), face]);
  }
  const orphans = await Promise.all(
    [...orphaned].map(async ([person, own]) => {
      const person_id = await ownerOf(keys, own);
      // What does not open may be anybody's, and of any time.
      return person_id === null ? [] : [{ person, face: own[0].key, person_id }];
    }),
  );
  return orphans.flat();
}

/** Faces name their person, too. */
async function ownerOf(keys: GalleryKeys, own: readonly SealedFace[]): Promise<string | null> {
  const faces = await Promise.all(own.map((face) => openFace(keys, face).catch(nothingIfDamaged)));
  return faces.find((face) => face !== undefined)?.person_id ?? null;
}

async function checkGroups(
  { db }: Gallery,
  keys: GalleryKeys,
  groups: ReadonlyMap<string, string>,
): Promise<Damage[]> {
  const damaged: Damage[] = [];
  const known = new Set<string>();
  for (const record of await db.getAll('groups')) {
    known.add(record.key);
    if ((await openGroup(keys, record).catch(nothingIfDamaged)) !== undefined) continue;
    const group_id = groups.get(record.key);
    damaged.push({ what: 'group', person_id: null, ...(group_id === undefined ? {} : { group_id }) });
  }
  for (const [key, group_id] of groups) {
    if (!known.has(key)) damaged.push({ what: 'group', person_id: null, group_id, missing: true });
  }
  return damaged;
}

function absent(record: unknown): { missing?: true } {
  return record === undefined ? { missing: true } : {};
}
