import type { PersonTerms } from '../../protocol';
import { nothingIfDamaged } from '../failure';
import { facesOf, firstExpiry, isExpired, openPerson } from '../records';
import { type Gallery, loadState, mutate } from '../store';
import { left } from './groups';
import { everybody, mayBeExpired } from './living';

/** Persons removed in one transaction. */
const REMOVED = 500;
/** When another tab was busy, or the disk full. */
const RETRY_MS = 30_000;

/** Removes those of one gallery who have expired, when there is an occasion: no timer waits for anybody. */
export class Expiry {
  readonly #gallery: Gallery;
  #running = false;
  #notBefore = 0;

  constructor(gallery: Gallery) {
    this.#gallery = gallery;
  }

  /** For after any call. Never rejects: there is another time, and who has expired is not to be seen meanwhile. */
  async tend(): Promise<void> {
    const now = Date.now();
    const due = isExpired({ expires: this.#gallery.nextExpiry }, now) && now >= this.#notBefore;
    if (!due || this.#running || this.#gallery.locked) return;
    this.#running = true;
    try {
      await removeExpired(this.#gallery);
    } catch {
      this.#notBefore = now + RETRY_MS;
    } finally {
      this.#running = false;
    }
  }
}

/** Removes all who have expired. */
export async function removeExpired(gallery: Gallery): Promise<void> {
  const keys = await gallery.keys();
  while (await mayBeExpired(gallery, keys)) {
    const { generation } = await loadState(gallery, keys);
    const expired: string[] = [];
    const staying: PersonTerms[] = [];
    for await (const { record, person } of everybody(gallery, keys)) {
      if (person && isExpired(person) && expired.length < REMOVED) expired.push(record.key);
      else if (person) staying.push({ expires: person.expires });
    }
    // Whom others brought meanwhile nobody has looked at: then it is done once more, later.
    const unchanged = await remove(gallery, expired, generation, firstExpiry(staying));
    if (!unchanged) return;
  }
}

/** Removes those of them who are there still. False when the gallery has changed since that generation. */
function remove(
  gallery: Gallery,
  expired: readonly string[],
  generation: number,
  first: number | undefined,
): Promise<boolean> {
  return mutate(gallery, async (now) => {
    const transaction = gallery.db.transaction(['persons', 'faces']);
    const [persons, faces] = [transaction.objectStore('persons'), transaction.objectStore('faces')];
    const [records, stored] = await Promise.all([
      Promise.all(expired.map((key) => persons.get(key))),
      Promise.all(expired.map((key) => faces.getAllKeys(facesOf(key)))),
      transaction.done,
    ]);
    const opened = await Promise.all(
      records.map((record) => record && openPerson(now.keys, record).catch(nothingIfDamaged)),
    );
    const gone = opened.flatMap((person, i) =>
      person && isExpired(person) ? [{ person, key: expired[i], faces: stored[i] }] : [],
    );
    const unchanged = now.state.generation === generation;
    const change = {
      deleted: gone.map(({ key }) => key),
      goneFaces: gone.flatMap((each) => each.faces),
      groups: await left(
        gallery,
        now,
        gone.flatMap(({ person }) => person.group_ids),
      ),
      grown: {
        persons: -gone.length,
        faces: -gone.reduce((sum, { person }) => sum + person.faces.length, 0),
      },
      audit: gone.map(({ person: { person_id } }) => ({ what: 'expired', person_id }) as const),
      ...(unchanged && { expiries: { first } }),
    };
    return { change, result: unchanged };
  });
}
