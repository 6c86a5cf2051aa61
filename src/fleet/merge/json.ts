import * as v from 'valibot';
import { isStamp, type Stamp } from '../clock';
import type { PersonState } from './person';

const stamp = v.custom<Stamp>(isStamp);
const register = <T extends v.GenericSchema>(value: T) => v.tuple([value, stamp]);
const consent = v.nullable(
  v.object({ textHash: v.string(), version: v.string(), time: v.number(), locale: v.string() }),
);
const life = v.object({
  born: stamp,
  name: register(v.string()),
  tag: register(v.string()),
  consent: register(consent),
  expires: register(v.nullable(v.number())),
  groups: v.array(v.tuple([v.string(), v.boolean(), stamp])),
  faces: v.array(v.tuple([v.string(), v.unknown(), stamp])),
  removed: v.array(v.tuple([v.string(), stamp])),
});
const schema = v.object({ deleted: v.nullable(stamp), lives: v.array(life) });

/** A state as JSON; equal states give equal texts. */
export type StateJson = v.InferOutput<typeof schema>;

export function toJson<F>({ deleted, lives }: PersonState<F>, face: (face: F) => unknown): StateJson {
  return {
    deleted,
    lives: lives.map(({ born, name, tag, consent, expires, groups, faces, removed }) => ({
      born,
      name: [name.value, name.at],
      tag: [tag.value, tag.at],
      consent: [consent.value, consent.at],
      expires: [expires.value, expires.at],
      groups: sorted(groups).map(([id, { value, at }]) => [id, value, at]),
      faces: sorted(faces).map(([id, { value, at }]) => [id, face(value), at]),
      removed: sorted(removed),
    })),
  };
}

/** Throws for anything but what `toJson` makes. */
export function fromJson<F>(json: unknown, face: (json: unknown, face_id: string) => F): PersonState<F> {
  const { deleted, lives } = v.parse(schema, json);
  return {
    deleted,
    lives: lives.map(({ born, name, tag, consent, expires, groups, faces, removed }) => ({
      born,
      name: { value: name[0], at: name[1] },
      tag: { value: tag[0], at: tag[1] },
      consent: { value: consent[0], at: consent[1] },
      expires: { value: expires[0], at: expires[1] },
      groups: new Map(groups.map(([id, value, at]) => [id, { value, at }])),
      faces: new Map(faces.map(([id, value, at]) => [id, { value: face(value, id), at }])),
      removed: new Map(removed),
    })),
  };
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
