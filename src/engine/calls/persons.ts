import type { CallOptions, FaceInfoDetail, GetFaceInfoData, PersonMethods } from '../../api';
import { galleryAnswers } from '../answers';
import type { Context } from '../context';
import { enrolment } from './enrol';
import { plain } from './fields';

/** Persons and their faces. */
export function personMethods(ctx: Context): PersonMethods {
  function getfaceinfo(
    face_id: string,
    options: CallOptions & { readonly detail: true },
  ): Promise<GetFaceInfoData & { detail: FaceInfoDetail }>;
  function getfaceinfo(face_id: string, options?: CallOptions): Promise<GetFaceInfoData>;
  async function getfaceinfo(
    face_id: string,
    options: CallOptions & { readonly detail?: boolean } = {},
  ): Promise<GetFaceInfoData & { detail?: FaceInfoDetail }> {
    const face = await ctx.read(options, (api, appid) => api.getface(appid, face_id));
    const data = galleryAnswers.getfaceinfo(face);
    return options.detail ? { ...data, detail: { origin: face.origin } } : data;
  }

  return {
    ...enrolment(ctx),

    async delface({ person_id, face_ids }, options = {}) {
      const deleted = await ctx.write(options, (api, appid) =>
        api.delface(appid, person_id, plain(face_ids)),
      );
      return galleryAnswers.delface(deleted);
    },

    async delperson(person_id, options = {}) {
      await ctx.write(options, (api, appid) => api.delperson(appid, person_id));
      return galleryAnswers.delperson(person_id);
    },

    async setinfo({ person_id, person_name, tag }, options = {}) {
      await ctx.write(options, (api, appid) => api.setinfo(appid, person_id, { person_name, tag }));
      return galleryAnswers.setinfo(person_id);
    },

    async getinfo(person_id, options = {}) {
      const info = await ctx.read(options, (api, appid) => api.getinfo(appid, person_id));
      return galleryAnswers.getinfo(person_id, info);
    },

    async getfaceids(person_id, options = {}) {
      const faces = await ctx.read(options, (api, appid) => api.getfaceids(appid, person_id));
      return galleryAnswers.getfaceids(faces);
    },

    getfaceinfo,
  };
}
