import { CODES, type FaceEngine, FaceError } from '../../../src';

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
  /** Ends the work after the photo that is looked at; what was added stays. */
  readonly signal?: AbortSignal;
  /** Before each photo. */
  readonly onPhoto?: () => void;
}

/** Gives the photos to the person of that name, who comes into being with the first usable one. */
export async function enrol(
  engine: FaceEngine,
  name: string,
  photos: readonly File[],
  { group = DEFAULT_GROUP, known, signal, onPhoto }: EnrolOptions = {},
): Promise<EnrolReport> {
  const everyone = known ?? (await listPeople(engine));
  let id = everyone.find((person) => sameName(person.name, name))?.id;
  let added = 0;
  const refused: Refused[] = [];
  for (const photo of photos) {
    if (signal?.aborted) break;
    onPhoto?.();
    try {
      if (id === undefined) id = await create(engine, { name: name.trim(), group }, photo);
      else await add(engine, id, photo);
      added++;
    } catch (error) {
      if (!(error instanceof FaceError)) throw error;
      refused.push({ photo: photo.name, error });
    }
  }
  return { person: id === undefined ? undefined : await findPerson(engine, id), added, refused };
}

function sameName(a: string, b: string): boolean {
  return a.trim().localeCompare(b.trim(), undefined, { sensitivity: 'accent' }) === 0;
}

/** Names may be anything, ids may not, so ids are made up. */
async function create(
  engine: FaceEngine,
  { name, group }: { name: string; group: string },
  image: File,
): Promise<string> {
  const person_id = crypto.randomUUID();
  await engine.newperson({ person_id, person_name: name, group_ids: [group], image });
  return person_id;
}

async function add(engine: FaceEngine, person_id: string, image: File): Promise<void> {
  const { detail } = await engine.addface({ person_id, images: [image] }, { detail: true });
  const [{ error }] = detail.faces;
  if (error) throw error;
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
