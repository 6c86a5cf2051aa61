import type { Candidate } from '../../protocol';
import { nothingIfDamaged } from '../failure';
import type { GalleryKeys } from '../keys';
import { openFace } from '../records';
import type { Gallery } from '../store';
import type { Probe } from './probe';
import { type Ranked, rank } from './rank';
import type { SearchIndex } from './search-index';
import type { Selection } from './selection';

/** The contract: the top five persons. */
const CANDIDATES = 5;

/** An index as of one generation, and the keys of those who are left out of it. */
export interface Indexed {
  /** What its records were opened with. */
  readonly keys: GalleryKeys;
  readonly index: SearchIndex;
  readonly generation: number;
  readonly damaged: Set<string>;
}

/**
 * The selection's persons most like the probe, best first, with the tags of their faces. Undefined when one has changed since, or
 * turned out to be damaged or gone, and is out of the index now.
 */
export async function best(
  gallery: Gallery,
  { keys, index, generation, damaged }: Indexed,
  probe: Probe,
  selection: Selection,
): Promise<Candidate[] | undefined> {
  const ranked = rank(index, probe, selection, CANDIDATES);
  const stored = await read(gallery, ranked);
  const faces = await Promise.all(
    stored.found.map(async ({ person, face }, i) => {
      if (face === undefined || person?.generation !== ranked[i].person.generation) return undefined;
      return openFace(keys, face).catch(nothingIfDamaged);
    }),
  );
  const items = faces.flatMap((face, i) => {
    if (face === undefined) return [];
    const { person_id, face_id, tag } = face;
    return [{ personId: person_id, faceId: face_id, confidence: ranked[i].confidence, tag }];
  });
  if (items.length === ranked.length) return items;
  if (stored.generation === generation) {
    for (const [i, { person }] of ranked.entries()) {
      if (faces[i] !== undefined) continue;
      index.remove(person.key);
      damaged.add(person.key);
    }
  }
  return undefined;
}

/** What is stored of those persons and of their faces most like the probe, and the generation that it is of. */
async function read({ db }: Gallery, ranked: readonly Ranked[]) {
  const transaction = db.transaction(['state', 'persons', 'faces']);
  const [persons, faces] = [transaction.objectStore('persons'), transaction.objectStore('faces')];
  const [state, found] = await Promise.all([
    transaction.objectStore('state').get('state'),
    Promise.all(
      ranked.map(async ({ person: { key, faces: own }, bestAt }) => {
        const [person, face] = await Promise.all([persons.get(key), faces.get(`${key}.${own[bestAt]}`)]);
        return { person, face };
      }),
    ),
    transaction.done,
  ]);
  return { generation: state?.generation, found };
}
