import type { ErrorCode } from '../../src/protocol';

/** A picture by what the spec cares for: the face on it, 1…6, or why there is none. */
export type Picture = 1 | 2 | 3 | 4 | 5 | 6 | -1101 | -1400;

export type Call =
  | {
      action: 'newperson';
      person_id: string;
      group_ids: string[];
      /** One, or a list, which is answered picture by picture. */
      pictures: Picture | Picture[];
      person_name: string;
      tag: string;
    }
  | { action: 'delperson' | 'getinfo' | 'getfaceids'; person_id: string }
  | { action: 'setinfo'; person_id: string; person_name: string | null; tag: string | null }
  | { action: 'addface'; person_id: string; pictures: Picture[]; tag: string }
  | { action: 'delface'; person_id: string; faces: number[] }
  | { action: 'getfaceinfo'; person_id: string; face: number }
  | { action: 'getgroupids' }
  | { action: 'getpersonids'; group_id: string }
  | { action: 'addgroupids' | 'delgroupids'; person_id: string; group_ids: string[] }
  | { action: 'verify'; person_id: string; picture: Picture }
  | { action: 'identify'; group_ids: string[]; picture: Picture };

interface Face {
  id: string;
  readonly shows: Picture;
  readonly tag: string;
}

interface Person {
  person_name: string;
  tag: string;
  group_ids: string[];
  faces: Face[];
}

/** What the API owes for a call: its code, and the part of `data` that the spec determines. */
export interface Expected {
  readonly code: 0 | ErrorCode;
  readonly data?: Readonly<Record<string, unknown>>;
}

const unique = (ids: readonly string[]) => [...new Set(ids)];
const failed = (code: ErrorCode): Expected => ({ code });

/** Adds those of the pictures to a person that show a face, each once. */
function add(person: Person, pictures: readonly Picture[], tag: string, made: readonly string[]) {
  const ret_codes = pictures.map((picture, i) => {
    if (picture < 0) return picture;
    if (person.faces.some(({ shows }) => shows === picture)) return -1312;
    person.faces.push({ id: made[i], shows: picture, tag });
    return 0;
  });
  return { ret_codes, face_ids: ret_codes.map((code, i) => (code === 0 ? made[i] : '')) };
}

/** The spec in memory, for one appid: no database, no pictures, no concurrency. */
export class ReferenceModel {
  readonly persons = new Map<string, Person>();

  groups(): string[] {
    return unique([...this.persons.values()].flatMap(({ group_ids }) => group_ids)).sort();
  }

  members(group_ids: readonly string[]): string[] {
    const inGroups = ([, person]: [string, Person]) => person.group_ids.some((id) => group_ids.includes(id));
    return [...this.persons]
      .filter(inGroups)
      .map(([id]) => id)
      .sort();
  }

  /** A face's id by its place, as the caller learnt it; an id of nobody beyond. */
  faceId(person_id: string, place: number): string {
    return this.#face(person_id, place)?.id ?? `404${place}`;
  }

  #face(person_id: string, place: number): Face | undefined {
    return this.persons.get(person_id)?.faces[place];
  }

  /** Answers a call and changes the state. `made` are the face_ids that the API made, which only it can know. */
  answer(call: Call, made: readonly string[]): Expected {
    if (call.action === 'newperson') return this.#newperson(call, made);
    if (call.action === 'getgroupids') return { code: 0, data: { group_ids: this.groups() } };
    if (call.action === 'getpersonids') return this.#getpersonids(call.group_id);
    if (call.action === 'identify') return this.#identify(call);
    if (call.action === 'getfaceinfo') {
      const face = this.#face(call.person_id, call.face);
      return face ? { code: 0, data: { face_info: { face_id: face.id } } } : failed(-1305);
    }
    const person = this.persons.get(call.person_id);
    return person === undefined ? failed(-1303) : this.#ofPerson(call, person, made);
  }

  #ofPerson(call: Extract<Call, { person_id: string }>, person: Person, made: readonly string[]): Expected {
    const { person_id } = call;
    const { person_name, tag, group_ids, faces } = person;
    const face_ids = faces.map(({ id }) => id);
    switch (call.action) {
      case 'delperson':
        this.persons.delete(person_id);
        return { code: 0, data: { person_id, deleted: 1 } };
      case 'setinfo':
        person.person_name = call.person_name ?? person_name;
        person.tag = call.tag ?? tag;
        return { code: 0, data: { person_id } };
      case 'getinfo':
        return { code: 0, data: { person_id, person_name, tag, group_ids, face_ids } };
      case 'getfaceids':
        return { code: 0, data: { face_ids } };
      case 'addface':
        return this.#addface(call, person, made);
      case 'delface': {
        const asked = unique(call.faces.map((place) => this.faceId(person_id, place)));
        const gone = asked.filter((id) => face_ids.includes(id));
        if (gone.length === 0) return failed(-1305);
        person.faces = faces.filter(({ id }) => !gone.includes(id));
        return { code: 0, data: { deleted: gone.length, face_ids: gone } };
      }
      case 'addgroupids': {
        const joined = unique(call.group_ids).filter((id) => !group_ids.includes(id));
        person.group_ids = [...group_ids, ...joined];
        return { code: 0, data: { person_id, added: joined.length, group_ids: person.group_ids } };
      }
      case 'delgroupids': {
        const left = unique(call.group_ids).filter((id) => group_ids.includes(id));
        if (left.length === 0) return failed(-1306);
        person.group_ids = group_ids.filter((id) => !left.includes(id));
        return { code: 0, data: { person_id, deleted: left.length, group_ids: person.group_ids } };
      }
      case 'verify':
        if (faces.length === 0) return failed(-1305);
        if (call.picture < 0) return failed(call.picture as ErrorCode);
        return { code: 0, data: { ismatch: faces.some(({ shows }) => shows === call.picture) } };
      default:
        throw new Error(`${call.action} is answered elsewhere`);
    }
  }

  #newperson(call: Extract<Call, { action: 'newperson' }>, made: readonly string[]): Expected {
    const { person_id, person_name, tag } = call;
    if (this.persons.has(person_id)) return failed(-1302);
    const person: Person = { person_name, tag, group_ids: unique(call.group_ids), faces: [] };
    const { ret_codes, face_ids } = add(person, [call.pictures].flat(), tag, made);
    const listed = Array.isArray(call.pictures);
    const [first] = person.faces;
    if (first === undefined) {
      return { code: ret_codes[0] as ErrorCode, ...(listed && { data: { ret_codes } }) };
    }
    this.persons.set(person_id, person);
    const { group_ids, faces } = person;
    const sucs = { suc_group: group_ids.length, suc_face: faces.length };
    const data = { person_id, ...sucs, face_id: first.id, group_ids, ...(listed && { face_ids, ret_codes }) };
    return { code: 0, data };
  }

  #addface(
    { pictures, tag }: Extract<Call, { action: 'addface' }>,
    person: Person,
    made: readonly string[],
  ): Expected {
    const { ret_codes, face_ids } = add(person, pictures, tag, made);
    return { code: 0, data: { added: ret_codes.filter((code) => code === 0).length, ret_codes, face_ids } };
  }

  #getpersonids(group_id: string): Expected {
    const person_ids = this.members([group_id]);
    return person_ids.length === 0 ? failed(-1306) : { code: 0, data: { person_ids } };
  }

  /** Who has the very photo comes first; in what order the others follow is for the measurements to say. */
  #identify({ group_ids, picture }: Extract<Call, { action: 'identify' }>): Expected {
    const members = this.members(group_ids);
    if (members.length === 0) return failed(-1307);
    if (picture < 0) return failed(picture as ErrorCode);
    const faces = (id: string) => this.persons.get(id)?.faces ?? [];
    const enrolled = members.filter((id) => faces(id).length > 0);
    const known = enrolled.filter((id) => faces(id).some(({ shows }) => shows === picture));
    return { code: 0, data: { candidates: Math.min(5, enrolled.length), known } };
  }
}
