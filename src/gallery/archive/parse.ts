import * as v from 'valibot';
import { CODES, checkId, FaceError, LIMITS } from '../../protocol';
import { checkText } from '../records';
import type { ArchivedPerson } from './types';

const MAX_DIMENSION = 4096;
/** A unit template in 32 bits misses length 1 by far less. */
const LENGTH_TOLERANCE = 1e-3;
/** The last moment that a Date has, ms. */
const LAST_MS = 8_640_000_000_000_000;

const number = v.pipe(v.number(), v.finite());
const point = v.object({ x: number, y: number });
const size = v.pipe(number, v.minValue(0));
const name = v.pipe(v.string(), v.maxLength(256));

const origin = v.object({ model: name, modelHash: name, alignment: name });
const dimension = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_DIMENSION));

const face = v.object({
  face_id: v.string(),
  tag: v.string(),
  origin,
  dimension,
  second: v.optional(v.object({ origin, dimension })),
  face: v.object({
    box: v.object({ x: number, y: number, width: size, height: size }),
    score: number,
    landmarks: v.object({
      rightEye: point,
      leftEye: point,
      noseTip: point,
      mouthCenter: point,
      rightEarTragion: point,
      leftEarTragion: point,
    }),
  }),
  pose: v.object({ pitch: number, yaw: number, roll: number }),
  image: v.object({ width: size, height: size }),
});

const moment = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_MS));

const consent = v.object({
  textHash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  version: v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.textBytes)),
  time: moment,
  locale: name,
});

const person = v.object({
  person_id: v.string(),
  person_name: v.string(),
  tag: v.string(),
  group_ids: v.pipe(v.array(v.string()), v.maxLength(LIMITS.groupsPerApp)),
  faces: v.pipe(v.array(face), v.maxLength(LIMITS.facesPerPerson)),
  consent: v.optional(consent),
  expires: v.optional(moment),
});

/** A person out of a file: everything is looked at before it is believed. FaceError −1313, or a field's own code. */
export function parsePerson(value: unknown, templates: Float32Array<ArrayBuffer>): ArchivedPerson {
  const parsed = v.safeParse(person, value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new FaceError(
      CODES.PARAMETER_INVALID,
      `the gallery file has a person with ${v.getDotPath(issue) ?? 'fields'} unlike one`,
      { kind: 'archive' },
    );
  }
  const { person_id, person_name, tag, group_ids, faces, consent, expires } = parsed.output;
  checkId('person_id', person_id);
  checkText('person_name', person_name);
  checkText('tag', tag);
  for (const group_id of group_ids) checkId('group_id', group_id);
  if (new Set(group_ids).size < group_ids.length)
    throw new FaceError(CODES.PARAMETER_INVALID, `person "${person_id}" is twice in a group`, {
      kind: 'archive',
    });
  let at = 0;
  const take = (length: number, face_id: string) => {
    const template = templates.slice(at, at + length);
    at += length;
    if (isUnit(template, length)) return template;
    throw new FaceError(CODES.PARAMETER_INVALID, `the gallery file has no template of face "${face_id}"`, {
      kind: 'archive',
    });
  };
  const withTemplates = faces.map(({ dimension, second, ...each }) => {
    checkId('face_id', each.face_id);
    checkText('tag', each.tag);
    const template = take(dimension, each.face_id);
    if (second === undefined) return { ...each, template };
    return {
      ...each,
      template,
      second: { origin: second.origin, template: take(second.dimension, each.face_id) },
    };
  });
  if (at !== templates.length)
    throw new FaceError(CODES.PARAMETER_INVALID, `person "${person_id}" has numbers that belong to no face`, {
      kind: 'archive',
    });
  return {
    person_id,
    person_name,
    tag,
    group_ids,
    faces: withTemplates,
    ...(consent && { consent }),
    ...(expires !== undefined && { expires }),
  };
}

function isUnit(template: Float32Array, dimension: number): boolean {
  const length = Math.sqrt(template.reduce((sum, each) => sum + each * each, 0));
  return template.length === dimension && Math.abs(length - 1) < LENGTH_TOLERANCE; // false for NaN
}
