import type { Recognition } from '../../api';
import { recognitionAnswers } from '../answers';
import type { Context } from '../context';
import { groupChoice } from './fields';
import { onceAdmitted } from './once-admitted';

/** The persons that look most like the picture's largest face, or like each of its faces. */
export function identification(ctx: Context): Pick<Recognition, 'identify' | 'multidentify'> {
  const { vision, gallery, shown } = ctx;

  /** `info()` says what a search holds in memory; no answer waits for that. */
  const refreshLater = () => void gallery.refresh().catch(() => undefined);

  return {
    identify(fields, options = {}) {
      const groups = groupChoice(fields);
      return ctx.withPictures([fields.image], options, async ([image], signal) => {
        const refused = new AbortController();
        const seen = vision.extract(image, AbortSignal.any([signal, refused.signal]));
        const check = gallery.read(signal, (api, appid) => api.admitSearch(appid, groups));
        const { template } = await onceAdmitted(check, seen, refused);
        const [candidates] = await gallery.read(signal, (api, appid, callId) =>
          api.search(appid, groups, [template], callId),
        );
        refreshLater();
        vision.considerWebgpu();
        return recognitionAnswers.identify(candidates, shown);
      });
    },

    multidentify(fields, options = {}) {
      const groups = groupChoice(fields);
      const { session_id } = fields;
      return ctx.withPictures([fields.image], options, async ([image], signal) => {
        const refused = new AbortController();
        const seen = vision.extractAll(image, AbortSignal.any([signal, refused.signal]));
        const check = gallery.read(signal, (api, appid) => api.admitSearch(appid, groups));
        const faces = await onceAdmitted(check, seen, refused);
        const templates = faces.map(({ template }) => template);
        const candidates = await gallery.read(signal, (api, appid, callId) =>
          api.search(appid, groups, templates, callId),
        );
        refreshLater();
        vision.considerWebgpu();
        const recognised = faces.map(({ face, image: size }, i) => ({
          box: face.box,
          image: size,
          candidates: candidates[i],
        }));
        return recognitionAnswers.multidentify(recognised, shown, session_id);
      });
    },
  };
}
