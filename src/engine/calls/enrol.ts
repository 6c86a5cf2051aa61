import type {
  AddFaceData,
  AddFaceDetail,
  AddFaceFields,
  CallOptions,
  ImageInput,
  PersonMethods,
} from '../../api';
import { CODES, type Extraction, FaceError, LIMITS } from '../../protocol';
import { galleryAnswers } from '../answers';
import type { Context } from '../context';
import { addFaces } from './add-faces';
import { requireEnrollable } from './enrolment';
import { plain } from './fields';
import { stored } from './new-face';

/** What makes persons and faces of pictures. */
export function enrolment(ctx: Context): Pick<PersonMethods, 'newperson' | 'addface'> {
  const { vision, gallery, options: set } = ctx;

  const admit = (face: Extraction): Extraction =>
    set.enrolmentQuality === 'accept' ? face : requireEnrollable(face);

  const newperson: PersonMethods['newperson'] = (fields, options = {}) => {
    const { person_id, person_name = '', tag = '' } = fields;
    const person = { person_id, group_ids: plain(fields.group_ids), person_name, tag };
    return ctx.withPictures([fields.image], options, async ([image], signal) => {
      await gallery.read(signal, (api, appid) => api.admitPerson(appid, person));
      const face = stored(admit(await vision.extract(image, signal)));
      const added = await gallery.write(signal, (api, appid) => api.newperson(appid, person, face));
      gallery.persistence.ask();
      return galleryAnswers.newperson(person_id, added);
    });
  };

  function addface(
    fields: AddFaceFields,
    options: CallOptions & { readonly detail: true },
  ): Promise<AddFaceData & { detail: AddFaceDetail }>;
  function addface(fields: AddFaceFields, options?: CallOptions): Promise<AddFaceData>;
  function addface(
    fields: AddFaceFields,
    options: CallOptions & { readonly detail?: boolean } = {},
  ): Promise<AddFaceData & { detail?: AddFaceDetail }> {
    const { person_id, tag = '' } = fields;
    const given: readonly ImageInput[] = Array.isArray(fields.images) ? fields.images : [];
    const tooMany = given.length > LIMITS.listedPictures;
    return ctx.withPictures(tooMany ? [] : given, options, async (images, signal) => {
      if (tooMany)
        throw new FaceError(
          CODES.PARAMETER_TOO_LONG,
          `images has more than ${LIMITS.listedPictures} pictures`,
        );
      const { data, detail } = await addFaces(ctx, { person_id, images, tag, admit }, signal);
      return options.detail ? { ...data, detail } : data;
    });
  }

  return { newperson, addface };
}
