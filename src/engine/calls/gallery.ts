import { proxy } from 'comlink';
import type { CallOptions, GalleryMethods } from '../../api';
import type { Context } from '../context';
import { type GalleryCall, givenFields, givenFunction, readingExport, sendImport } from '../gallery';

/** The gallery as a whole: who may open it, copies of it, its end. */
export function galleryMethods(ctx: Context): GalleryMethods {
  const { gallery } = ctx;

  async function keep(options: CallOptions, run: GalleryCall<null>): Promise<void> {
    await ctx.write(options, run);
    await gallery.refresh();
  }

  return {
    lock: (options = {}) => keep(options, (api, appid) => api.lock(appid)),

    unlock: (passphrase, options = {}) => keep(options, (api, appid) => api.unlock(appid, passphrase)),

    async setPassphrase(fields, options = {}) {
      const { current, next, rotate, onProgress = () => undefined } = givenFields('setPassphrase', fields);
      givenFunction('onProgress', onProgress);
      const change = { current, next, rotate };
      await ctx.patiently(options, (signal) => gallery.setPassphrase(signal, change, onProgress));
      await gallery.refresh();
    },

    async renewTemplates(fields = {}, options = {}) {
      const { onProgress = () => undefined } = givenFields('renewTemplates', fields);
      givenFunction('onProgress', onProgress);
      await ctx.patiently(options, (signal) => gallery.renewTemplates(signal, onProgress));
    },

    async erase(options = {}) {
      await ctx.write(options, (api, appid) => api.erase(appid));
      gallery.forget();
    },

    checkGallery: (options = {}) =>
      ctx.patiently(options, (signal) =>
        gallery.read(signal, (api, appid, callId) => api.check(appid, callId)),
      ),

    async findDuplicates(fields = {}, options = {}) {
      const { group_id, minConfidence, limit, onProgress } = givenFields('findDuplicates', fields);
      givenFunction('onProgress', onProgress);
      const choice = { group_id, minConfidence, limit };
      return ctx.patiently(options, (signal) =>
        gallery.read(signal, (api, appid, callId) =>
          api.duplicates(appid, choice, callId, onProgress && proxy(onProgress)),
        ),
      );
    },

    exportGallery: (fields, options = {}) =>
      ctx.call(options, (signal) => readingExport(gallery, fields, signal, options.signal)),

    async importGallery(fields, options = {}) {
      const summary = await ctx.patiently(options, (signal) => sendImport(gallery, fields, signal));
      gallery.persistence.ask();
      return summary;
    },
  };
}
