import type { RightsMethods } from '../../api';
import type { Context } from '../context';

/** What persons may ask for, and what is noted of their use. */
export function rightsMethods(ctx: Context): RightsMethods {
  return {
    async setPersonTerms({ person_id, consent, expires }, options = {}) {
      await ctx.write(options, (api, appid) =>
        api.setterms(appid, person_id, { consent: consent && { ...consent }, expires }),
      );
    },

    getPersonTerms: (person_id, options = {}) =>
      ctx.read(options, (api, appid) => api.getterms(appid, person_id)),

    async setPersonPicture(person_id, picture, options = {}) {
      await ctx.write(options, (api, appid) => api.setpicture(appid, person_id, picture));
    },

    getPersonPicture: (person_id, options = {}) =>
      ctx.read(options, (api, appid) => api.getpicture(appid, person_id)),

    exportPerson: (person_id, options = {}) =>
      ctx.write(options, (api, appid) => api.exportPerson(appid, person_id)),

    readAudit: ({ after = 0, most = 100 } = {}, options = {}) =>
      ctx.read(options, (api, appid) => api.readAudit(appid, after, most)),

    checkAudit: (options = {}) =>
      ctx.patiently(options, (signal) =>
        ctx.gallery.read(signal, (api, appid, callId) => api.checkAudit(appid, callId)),
      ),

    exportAudit: (options = {}) =>
      ctx.patiently(options, (signal) =>
        ctx.gallery.read(signal, (api, appid, callId) => api.exportAudit(appid, callId)),
      ),
  };
}
