import type { PersonExport } from '../../protocol';
import { findWithFaces, pictureAddress } from '../persons';
import { type Gallery, note } from '../store';
import { entriesOf } from './read';

/** What is held of a person, in words and numbers that can be read, and what the log has of them; this export among it. −1303. */
export async function exportPerson(gallery: Gallery, person_id: string): Promise<PersonExport> {
  await findWithFaces(gallery, person_id);
  // Said before it is given.
  await note(gallery, [{ what: 'person_exported', person_id }]);
  const { person, faces } = await findWithFaces(gallery, person_id);
  const { person_name, tag, group_ids, consent, expires } = person;
  return {
    person_id,
    person_name,
    tag,
    group_ids,
    consent: consent ?? null,
    expires: expires === undefined ? null : new Date(expires).toISOString(),
    faces: faces.map(({ face_id, tag, image, face, pose, origin, template, second }) => ({
      face_id,
      tag,
      image,
      box: face.box,
      score: face.score,
      pose,
      origin,
      dimension: template.length,
      second: second ? { origin: second.origin, dimension: second.template.length } : null,
    })),
    picture: await pictureAddress(gallery, person_id),
    uses: await entriesOf(gallery, person_id),
    created: new Date().toISOString(),
  };
}
