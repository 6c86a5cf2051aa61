import type {
  AddFaceData,
  AddFaceDetail,
  AddFaceFields,
  LivenessOptions,
  NewPersonData,
  NewPersonFields,
  PersonMethods,
} from '../../api';
import type { Extraction } from '../../protocol';
import type { Context } from '../context';
import { addFaces } from './add-faces';
import { requireEnrollable } from './enrolment';
import { plain } from './fields';
import { newPerson } from './new-person';
import { pictureList } from './picture-list';

/** What makes persons and faces of pictures. */
export function enrolment(ctx: Context): Pick<PersonMethods, 'newperson' | 'addface'> {
  const { options: set } = ctx;

  const admit = (face: Extraction): Extraction =>
    set.enrolmentQuality === 'accept' ? face : requireEnrollable(face);

  function newperson(
    fields: NewPersonFields,
    options: LivenessOptions & { readonly detail: true },
  ): Promise<NewPersonData & { detail: AddFaceDetail }>;
  function newperson(fields: NewPersonFields, options?: LivenessOptions): Promise<NewPersonData>;
  function newperson(
    fields: NewPersonFields,
    options: LivenessOptions & { readonly detail?: boolean } = {},
  ): Promise<NewPersonData & { detail?: AddFaceDetail }> {
    const { person_id, person_name = '', tag = '', consent, expires } = fields;
    const group_ids = plain(fields.group_ids);
    const person = { person_id, group_ids, person_name, tag, consent: consent && { ...consent }, expires };
    const listed = fields.images !== undefined;
    const given = fields.images === undefined ? [fields.image] : pictureList(fields.images);
    return ctx.withPictures(given, options, async (images, signal) => {
      const { data, detail } = await newPerson(ctx, { person, images, listed, admit }, signal);
      return options.detail ? { ...data, detail } : data;
    });
  }

  function addface(
    fields: AddFaceFields,
    options: LivenessOptions & { readonly detail: true },
  ): Promise<AddFaceData & { detail: AddFaceDetail }>;
  function addface(fields: AddFaceFields, options?: LivenessOptions): Promise<AddFaceData>;
  function addface(
    fields: AddFaceFields,
    options: LivenessOptions & { readonly detail?: boolean } = {},
  ): Promise<AddFaceData & { detail?: AddFaceDetail }> {
    const { person_id, tag = '' } = fields;
    return ctx.withPictures(pictureList(fields.images), options, async (images, signal) => {
      const { data, detail } = await addFaces(ctx, { person_id, images, tag, admit }, signal);
      return options.detail ? { ...data, detail } : data;
    });
  }

  return { newperson, addface };
}
