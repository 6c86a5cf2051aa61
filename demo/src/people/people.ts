import { CODES, type FaceEngine, FaceError, LIMITS } from '../../../src';
import { addPicture } from './pictures';

/** Persons exist in groups; this is where new ones go unless told otherwise. */
export const DEFAULT_GROUP = 'people';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly faceIds: readonly string[];
  readonly groups: readonly string[];
}

export interface Refused {
  readonly photo: string;
  readonly error: FaceError;
}

export interface EnrolReport {
  readonly person: Person | undefined;
  readonly added: number;
  readonly refused: readonly Refused[];
}

/** Everyone, by name. The engine keeps them; the page holds no copy. */
export async function listPeople(engine: FaceEngine): Promise<Person[]> {
  const { group_ids } = await engine.getgroupids();
  const lists = await Promise.all(group_ids.map((group) => idsOf(engine, group)));
  const ids = [...new Set(lists.flat())];
  const people = await Promise.all(ids.map((id) => findPerson(engine, id)));
  return people.filter((person) => person !== undefined).sort((a, b) => a.name.localeCompare(b.name));
}

export interface EnrolOptions {
  readonly group?: string;
  /** Those among whom the name is looked for, when that is not everyone. */
  readonly known?: readonly Person[];
  /** Ends the work after the photos that are looked at; what was added stays. */
  readonly signal?: AbortSignal;
  /** So many more photos are looked at now. */
  readonly onPhotos?: (more: number) => void;
}

/** Gives the photos to the person of that name, who comes into being with all that are good. */
export async function enrol(
  engine: FaceEngine,
  name: string,
  photos: readonly File[],
  { group = DEFAULT_GROUP, known, signal, onPhotos }: EnrolOptions = {},
): Promise<EnrolReport> {
  const everyone = known ?? (await listPeople(engine));
  let id = everyone.find((person) => sameName(person.name, name))?.id;
  let added = 0;
  const refused: Refused[] = [];
  for (let at = 0; at < photos.length && !signal?.aborted; at += LIMITS.listedPictures) {
    const images = photos.slice(at, at + LIMITS.listedPictures);
    onPhotos?.(images.length);
    const given =
      id === undefined ? await create(engine, name.trim(), group, images) : await add(engine, id, images);
    id = given.id;
    const errors = images.flatMap(({ name: photo }, i) => {
      const error = given.errors[i];
      return error ? [{ photo, error }] : [];
    });
    refused.push(...errors);
    added += images.length - errors.length;
    const good = images.find((_, i) => !given.errors[i]);
    if (id !== undefined) await addPicture(engine, id, good);
  }
  return { person: id === undefined ? undefined : await findPerson(engine, id), added, refused };
}

function sameName(a: string, b: string): boolean {
  return a.trim().localeCompare(b.trim(), undefined, { sensitivity: 'accent' }) === 0;
}

/** What became of photos: why each was refused, null for those that were added. */
interface Given {
  /** Undefined where there is no such person still. */
  readonly id: string | undefined;
  readonly errors: readonly (FaceError | null)[];
}

/** Names may be anything, ids may not, so ids are made up. */
async function create(
  engine: FaceEngine,
  person_name: string,
  group: string,
  images: readonly File[],
): Promise<Given> {
  const person_id = crypto.randomUUID();
  const fields = { person_id, person_name, group_ids: [group], images };
  try {
    const { detail } = await engine.newperson(fields, { detail: true });
    return { id: person_id, errors: detail.faces.map(({ error }) => error) };
  } catch (error) {
    return { id: undefined, errors: refusals(error, images) };
  }
}

async function add(engine: FaceEngine, person_id: string, images: readonly File[]): Promise<Given> {
  try {
    const { detail } = await engine.addface({ person_id, images }, { detail: true });
    return { id: person_id, errors: detail.faces.map(({ error }) => error) };
  } catch (error) {
    return { id: person_id, errors: refusals(error, images) };
  }
}

/** Each photo's own error, or that of the call for all of them. */
function refusals(error: unknown, images: readonly File[]): FaceError[] {
  if (!(error instanceof FaceError)) throw error;
  return images.map((_, i) => error.data?.faces?.[i]?.error ?? error);
}

/** Undefined when another tab has just deleted the person. */
async function findPerson(engine: FaceEngine, id: string): Promise<Person | undefined> {
  const info = await orElse(engine.getinfo(id), CODES.NO_PERSON, undefined);
  if (info === undefined) return undefined;
  const { person_name, face_ids, group_ids } = info;
  return { id, name: person_name || id, faceIds: face_ids, groups: group_ids };
}

async function idsOf(engine: FaceEngine, group: string): Promise<string[]> {
  // A group goes with its last person.
  return (await orElse(engine.getpersonids(group), CODES.NO_GROUP, { person_ids: [] })).person_ids;
}

async function orElse<T, E>(call: Promise<T>, code: number, otherwise: E): Promise<T | E> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof FaceError && error.code === code) return otherwise;
    throw error;
  }
}
