import type { RemoteGallery } from '../../src/protocol';
import type { Contents } from './gallery-site';

/** One mutation, as data, so that it can be run in a page and followed in a model. */
export type Operation =
  | {
      readonly kind: 'newperson';
      readonly person_id: string;
      readonly groups: string[];
      /** Of their faces, one or more. */
      readonly seeds: number[];
    }
  | { readonly kind: 'addface'; readonly person_id: string; readonly seed: number }
  | { readonly kind: 'delface'; readonly person_id: string; readonly seed: number }
  | { readonly kind: 'delperson'; readonly person_id: string }
  | { readonly kind: 'setinfo'; readonly person_id: string; readonly name: string }
  /** `seed`: of the picture; null removes it. */
  | { readonly kind: 'setpicture'; readonly person_id: string; readonly seed: number | null }
  | { readonly kind: 'addgroupids' | 'delgroupids'; readonly person_id: string; readonly groups: string[] };

interface Person {
  readonly name: string;
  /** Seeds of the faces. */
  readonly faces: readonly number[];
  readonly groups: readonly string[];
  /** Seed of the picture. */
  readonly picture: number | null;
}

/** What a gallery should hold, by person_id. */
export type Model = ReadonlyMap<string, Person>;

const GROUPS = ['a', 'b', 'c', 'd', 'e'];

/** The id that test/fixtures/pages/gallery.js gives the face of a seed. */
export function faceId(seed: number): string {
  return `1${String(seed).padStart(18, '0')}`;
}

/** A mutation that the model allows; `next` gives numbers 0…1, `seed` one for every face. */
export function chooseOperation(
  model: Model,
  lane: string,
  next: () => number,
  seed: () => number,
): Operation {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)];
  const own = [...model.keys()].filter((id) => id.startsWith(lane));
  const person_id = own.length > 0 ? pick(own) : '';
  const person = model.get(person_id);
  const kind = next();
  if (person === undefined || kind < 0.35 || own.length < 3) {
    const groups = [...new Set([pick(GROUPS), pick(GROUPS)])];
    const seeds = Array.from({ length: pick([1, 1, 3]) }, seed);
    return { kind: 'newperson', person_id: `${lane}-${seed()}`, groups, seeds };
  }
  if (kind < 0.6 && person.faces.length < 20) return { kind: 'addface', person_id, seed: seed() };
  if (kind < 0.7 && person.faces.length > 1) return { kind: 'delface', person_id, seed: pick(person.faces) };
  if (kind < 0.8) return { kind: 'delperson', person_id };
  if (kind < 0.87) return { kind: 'setpicture', person_id, seed: person.picture === null ? seed() : null };
  if (kind < 0.92) return { kind: 'setinfo', person_id, name: `name ${seed()}` };
  const outside = GROUPS.filter((group) => !person.groups.includes(group));
  if (person.groups.length > 1 && next() < 0.5) {
    return { kind: 'delgroupids', person_id, groups: [pick(person.groups)] };
  }
  return outside.length > 0
    ? { kind: 'addgroupids', person_id, groups: [pick(outside)] }
    : { kind: 'setinfo', person_id, name: `name ${seed()}` };
}

/** The model after the mutation. */
export function after(model: Model, operation: Operation): Model {
  const changed = new Map(model);
  const { person_id } = operation;
  if (operation.kind === 'newperson') {
    return changed.set(person_id, {
      name: '',
      faces: operation.seeds,
      groups: operation.groups,
      picture: null,
    });
  }
  const person = model.get(person_id);
  if (person === undefined) throw new Error(`no ${person_id} in the model`);
  if (operation.kind === 'delperson') {
    changed.delete(person_id);
    return changed;
  }
  const { faces, groups } = person;
  switch (operation.kind) {
    case 'addface':
      return changed.set(person_id, { ...person, faces: [...faces, operation.seed] });
    case 'delface':
      return changed.set(person_id, { ...person, faces: faces.filter((seed) => seed !== operation.seed) });
    case 'setinfo':
      return changed.set(person_id, { ...person, name: operation.name });
    case 'setpicture':
      return changed.set(person_id, { ...person, picture: operation.seed });
    case 'addgroupids':
      return changed.set(person_id, { ...person, groups: [...groups, ...operation.groups] });
    case 'delgroupids':
      return changed.set(person_id, {
        ...person,
        groups: groups.filter((group) => !operation.groups.includes(group)),
      });
  }
}

/** What `contents` of a page should give. */
export function expectedContents(model: Model): Contents {
  const persons = [...model].map(([person_id, { name, faces, groups, picture }]) => [
    person_id,
    { name, tag: '', faceIds: faces.map(faceId), groups, picture },
  ]);
  return {
    groups: [...new Set([...model.values()].flatMap(({ groups }) => groups))].sort(),
    persons: Object.fromEntries(persons),
  };
}

/** Runs in a page: names nothing but its globals. */
export async function runOperation(operation: Operation): Promise<void> {
  const run = (gallery: RemoteGallery): Promise<unknown> => {
    const { person_id } = operation;
    switch (operation.kind) {
      case 'newperson': {
        const person = { person_id, group_ids: operation.groups, person_name: '', tag: '' };
        const [first, ...faces] = operation.seeds.map((seed) => face(seed));
        return gallery.newperson(APPID, person, first, { faces, copySimilarity: 2 });
      }
      case 'addface':
        return gallery.addface(APPID, person_id, face(operation.seed), '', 2);
      case 'delface':
        return gallery.delface(APPID, person_id, [face(operation.seed).face_id]);
      case 'delperson':
        return gallery.delperson(APPID, person_id);
      case 'setinfo':
        return gallery.setinfo(APPID, person_id, { person_name: operation.name });
      case 'setpicture':
        return gallery.setpicture(APPID, person_id, operation.seed === null ? null : picture(operation.seed));
      case 'addgroupids':
        return gallery.addgroupids(APPID, { person_id, group_ids: operation.groups });
      case 'delgroupids':
        return gallery.delgroupids(APPID, { person_id, group_ids: operation.groups });
    }
  };
  await run(globalThis.gallery);
}
