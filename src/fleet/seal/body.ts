import type { Bytes } from '../../protocol';
import { concat, fromJsonBytes, jsonBytes } from '../bytes';
import { fromJson, type PersonState, toJson } from '../merge';
import type { FleetFace } from '../port';

/** A person's record. */
export interface PersonBody {
  /** Null in a tombstone: it says that somebody was deleted, and not who. */
  readonly person_id: string | null;
  readonly state: PersonState<FleetFace>;
}

/** u32 little endian length of the JSON, the JSON, zeros up to a multiple of 4, all templates' numbers one after another. */
export function packPerson({ person_id, state }: PersonBody): Bytes {
  const numbers: Float32Array[] = [];
  const json = jsonBytes({
    person_id: state.lives.length === 0 ? null : person_id,
    state: toJson(state, ({ template, second, ...rest }) => {
      numbers.push(template);
      if (second !== undefined) numbers.push(second.template);
      return {
        ...rest,
        length: template.length,
        ...(second && { second: { origin: second.origin, length: second.template.length } }),
      };
    }),
  });
  const head = new Uint8Array(4 + Math.ceil(json.length / 4) * 4);
  new DataView(head.buffer).setUint32(0, json.length, true);
  head.set(json, 4);
  return concat(
    head,
    ...numbers.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)),
  );
}

/** Throws for what `packPerson` did not make. `bytes` begin at their buffer's start. */
export function unpackPerson(bytes: Bytes): PersonBody {
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const json = fromJsonBytes(bytes.subarray(4, 4 + length)) as { person_id: unknown; state: unknown };
  let at = 4 + Math.ceil(length / 4) * 4;
  const numbers = (count: unknown) => {
    if (typeof count !== 'number') throw new RangeError('no length of a template');
    const template = new Float32Array(bytes.buffer.slice(at, at + 4 * count));
    if (template.length !== count) throw new RangeError('a template ends early');
    at += 4 * count;
    return template;
  };
  const person_id = typeof json.person_id === 'string' ? json.person_id : null;
  const state = fromJson(json.state, (face, face_id): FleetFace => {
    // A device of this fleet sealed it.
    const { length, second, ...rest } = face as Omit<FleetFace, 'template' | 'second'> & {
      length: number;
      second?: { origin: FleetFace['origin']; length: number };
    };
    const template = numbers(length);
    return {
      ...rest,
      face_id,
      template,
      ...(second && { second: { origin: second.origin, template: numbers(second.length) } }),
    };
  });
  if (state.lives.length > 0 && person_id === null) throw new RangeError('nobody’s record');
  return { person_id, state };
}
