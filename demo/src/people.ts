import { type FaceEngine, FaceError } from '../../src';
import { refusalFor } from './sentences';

/** Persons exist in groups; the demo needs only one. */
const GROUP = 'people';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly faces: number;
}

export interface EnrolReport {
  readonly person: Person | undefined;
  readonly added: number;
  /** One sentence for each photo that was refused. */
  readonly refused: readonly string[];
}

/** The demo's persons, as the engine keeps them; the page holds no copy. */
export class People {
  readonly #engine: FaceEngine;

  constructor(engine: FaceEngine) {
    this.#engine = engine;
  }

  /** By name. */
  async list(): Promise<Person[]> {
    const ids = await this.#ids();
    const people = await Promise.all(ids.map((id) => this.#find(id)));
    return people.filter((person) => person !== undefined).sort((a, b) => a.name.localeCompare(b.name));
  }

  /** Gives the photos to the person of that name, who comes into being with the first usable one. */
  async enrol(name: string, photos: readonly File[]): Promise<EnrolReport> {
    const wanted = name.trim();
    const known = (await this.list()).find((person) => sameName(person.name, wanted));
    let id = known?.id;
    let added = 0;
    const refused: string[] = [];
    for (const photo of photos) {
      try {
        if (id === undefined) id = await this.#create(wanted, photo);
        else await this.#add(id, photo);
        added++;
      } catch (error) {
        if (!(error instanceof FaceError)) throw error;
        refused.push(photos.length > 1 ? `${photo.name}: ${refusalFor(error)}` : refusalFor(error));
      }
    }
    return { person: id === undefined ? undefined : await this.#find(id), added, refused };
  }

  async remove(id: string): Promise<void> {
    await this.#engine.delperson(id);
  }

  /** Names may be anything, ids may not, so ids are made up. */
  async #create(person_name: string, image: File): Promise<string> {
    const person_id = crypto.randomUUID();
    await this.#engine.newperson({ person_id, person_name, group_ids: [GROUP], image });
    return person_id;
  }

  async #add(person_id: string, image: File): Promise<void> {
    const { detail } = await this.#engine.addface({ person_id, images: [image] }, { detail: true });
    const [{ error }] = detail.faces;
    if (error) throw error;
  }

  async #ids(): Promise<string[]> {
    try {
      return (await this.#engine.getpersonids(GROUP)).person_ids;
    } catch (error) {
      // A group comes into being with its first person.
      if (error instanceof FaceError && error.code === -1306) return [];
      throw error;
    }
  }

  /** Undefined when another tab has just deleted the person. */
  async #find(id: string): Promise<Person | undefined> {
    try {
      const { person_name, face_ids } = await this.#engine.getinfo(id);
      return { id, name: person_name, faces: face_ids.length };
    } catch (error) {
      if (error instanceof FaceError && error.code === -1303) return undefined;
      throw error;
    }
  }
}

function sameName(a: string, b: string): boolean {
  return a.localeCompare(b, undefined, { sensitivity: 'accent' }) === 0;
}
