import type { LocalPerson } from '../../fleet/port';
import { FaceError } from '../../protocol';
import { parsePerson } from '../archive';
import { concatenate } from '../bytes';

/** Whether a person from elsewhere is one that a gallery's file may hold: whoever sent them may be made to write anything. */
export function accepts({ faces, consent, expires, ...person }: LocalPerson): boolean {
  const described = faces.map(({ template, second, ...face }) => ({
    ...face,
    dimension: template.length,
    ...(second && { second: { origin: second.origin, dimension: second.template.length } }),
  }));
  const numbers = faces.flatMap(({ template, second }) =>
    second ? [template, second.template] : [template],
  );
  const fields = {
    ...person,
    faces: described,
    consent: consent ?? undefined,
    expires: expires ?? undefined,
  };
  try {
    parsePerson(fields, new Float32Array(concatenate(numbers)));
    return true;
  } catch (error) {
    if (error instanceof FaceError) return false;
    throw error;
  }
}
