import type { IDBPTransaction } from 'idb';
import { checkId, FaceError, type GroupChoice, type IdentifyItem, type Probe } from '../protocol';
import { checkIds } from './ids';
import { matchOf, requireComparable } from './match-person';
import { sameOrigin } from './origin';
import type { FaceRecord, GalleryDatabase, GallerySchema, PersonRecord } from './schema';
import { read } from './transaction';

type ReadTransaction = IDBPTransaction<GallerySchema, ('persons' | 'faces' | 'groups')[], 'readonly'>;

/** The contract: the top five persons. */
const CANDIDATES = 5;
/** Persons whose faces are in memory at once: 20 faces of half a kilobyte each. */
const BATCH = 256;

/** Refuses a choice without groups, −1301, or without one that exists, −1306 or −1307. */
export async function admitSearch(db: GalleryDatabase, choice: GroupChoice): Promise<void> {
  const wanted = checkChoice(choice);
  await read(() => existing(begin(db), wanted));
}

/**
 * For each probe the five persons of the groups that look most like it, best first; of equal ones the smaller
 * person_id. A person counts once, by all of their faces together; `face_id` is the one most like the probe. Persons without a comparable face are left out;
 * −1103 when all faces of the groups are of other models or alignments.
 */
export async function search(
  db: GalleryDatabase,
  choice: GroupChoice,
  probes: readonly Probe[],
): Promise<IdentifyItem[][]> {
  const wanted = checkChoice(choice);
  return read(async () => {
    // One transaction, so that a deletion in between cannot show half a gallery.
    const tx = begin(db);
    const persons = await members(tx, await existing(tx, wanted));
    const best: IdentifyItem[][] = probes.map(() => []);
    let incomparable: FaceRecord[] = [];
    let compared = 0;
    for (let start = 0; start < persons.length; start += BATCH) {
      const batch = persons.slice(start, start + BATCH);
      const stored = await Promise.all(batch.map((person) => facesOf(tx, person)));
      probes.forEach((probe, i) => {
        for (const faces of stored) {
          const comparable = faces.filter(({ origin }) => sameOrigin(origin, probe.origin));
          compared += comparable.length;
          if (comparable.length > 0) best[i].push(candidate(comparable, probe));
          else incomparable = faces.length > 0 ? faces : incomparable;
        }
        best[i] = best[i].sort(bestFirst).slice(0, CANDIDATES);
      });
    }
    if (compared === 0 && probes.length > 0)
      requireComparable(incomparable, probes[0].origin, 'all persons were');
    return best;
  });
}

interface Wanted {
  readonly ids: readonly string[];
  /** When none of them exists. */
  readonly code: -1306 | -1307;
}

/** A single group wins over a list, as the retired service's clients send them. */
function checkChoice({ group_id, group_ids }: GroupChoice): Wanted {
  if (group_id === undefined && group_ids !== undefined) {
    return { ids: checkIds('group_ids', group_ids), code: -1307 };
  }
  checkId('group_id', group_id);
  return { ids: [group_id], code: -1306 };
}

function begin(db: GalleryDatabase): ReadTransaction {
  return db.transaction(['persons', 'faces', 'groups']);
}

/** The groups that exist: one that was emptied since ceases to, and must not fail a search of others. */
async function existing(tx: ReadTransaction, { ids, code }: Wanted): Promise<string[]> {
  const store = tx.objectStore('groups');
  const found = await Promise.all(ids.map((id) => store.getKey(id)));
  const groups = found.filter((id) => id !== undefined);
  if (groups.length === 0)
    throw new FaceError(code, `there is no group ${ids.map((id) => `"${id}"`).join(', ')}`);
  return groups;
}

/** Each person once, whatever number of the groups they are in. */
async function members(tx: ReadTransaction, groups: readonly string[]): Promise<PersonRecord[]> {
  const index = tx.objectStore('persons').index('by-group');
  const persons = (await Promise.all(groups.map((group) => index.getAll(group)))).flat();
  return [...new Map(persons.map((person) => [person.person_id, person])).values()];
}

async function facesOf(tx: ReadTransaction, person: PersonRecord): Promise<FaceRecord[]> {
  const store = tx.objectStore('faces');
  const faces = await Promise.all(person.face_ids.map((face_id) => store.get(face_id)));
  return faces.filter((face) => face !== undefined);
}

function candidate(faces: readonly FaceRecord[], probe: Probe): IdentifyItem {
  const { face_id, confidence } = matchOf(faces, probe);
  const [{ person_id }] = faces;
  const tag = faces.find((face) => face.face_id === face_id)?.tag ?? '';
  return { person_id, face_id, confidence, tag };
}

function bestFirst(a: IdentifyItem, b: IdentifyItem): number {
  return b.confidence - a.confidence || (a.person_id < b.person_id ? -1 : 1);
}
