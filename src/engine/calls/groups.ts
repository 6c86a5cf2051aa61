import type { GroupMethods } from '../../api';
import { galleryAnswers } from '../answers';
import type { Context } from '../context';
import { changeOf } from './fields';

/** Groups of persons. */
export function groupMethods(ctx: Context): GroupMethods {
  return {
    async addgroupids(fields, options = {}) {
      const change = changeOf(fields);
      const changed = await ctx.write(options, (api, appid) => api.addgroupids(appid, change));
      return galleryAnswers.addgroupids(fields, changed);
    },

    async delgroupids(fields, options = {}) {
      const change = changeOf(fields);
      const changed = await ctx.write(options, (api, appid) => api.delgroupids(appid, change));
      return galleryAnswers.delgroupids(fields, changed);
    },

    async getgroupids(options = {}) {
      const groups = await ctx.read(options, (api, appid, callId) => api.getgroupids(appid, callId));
      return galleryAnswers.getgroupids(groups);
    },

    async getpersonids(group_id, options = {}) {
      const persons = await ctx.read(options, (api, appid, callId) =>
        api.getpersonids(appid, group_id, callId),
      );
      return galleryAnswers.getpersonids(persons);
    },
  };
}
