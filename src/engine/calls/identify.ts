import type { Recognition } from '../../api';
import { recognitionAnswers } from '../answers';
import type { Context } from '../context';
import { groupChoice } from './fields';
import { onceAdmitted } from './once-admitted';

/** The persons that look most like the picture's largest face, or like each of its faces. */
export function identification(ctx: Context): Pick<Recognition, 'identify' | 'multidentify'> {
  const { vision, gallery, shown } = ctx;
  const { attempts } = ctx.options;

  /** `info()` says what a search holds in memory; no answer waits for that. */
  const refreshLater = () => void gallery.refresh().catch(() => undefined);

  return {
    identify(fields, options = {}) {
      const groups = groupChoice(fields);
      return ctx.withPictures([fields.image], options, async ([image], signal) => {
        const { calibration, origin: current, dimension } = vision.info;
        const refused = new AbortController();
        const seen = vision.extract(image, AbortSignal.any([signal, refused.signal]));
        const check = gallery.read(signal, (api, appid) =>
          api.admitSearch(appid, groups, current, dimension),
        );
        const { template, origin } = await onceAdmitted(check, seen, refused);
        const probe = { template, origin, calibration, attempts };
        const [candidates] = await gallery.read(signal, (api, appid, callId) =>
          api.search(appid, groups, [probe], callId),
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
        const { calibration, origin: current, dimension } = vision.info;
        const refused = new AbortController();
        const seen = vision.extractAll(image, AbortSignal.any([signal, refused.signal]));
        const check = gallery.read(signal, (api, appid) =>
          api.admitSearch(appid, groups, current, dimension),
        );
        const faces = await onceAdmitted(check, seen, refused);
        const probes = faces.map(({ template, origin }) => ({ template, origin, calibration, attempts }));
        const candidates = await gallery.read(signal, (api, appid, callId) =>
          api.search(appid, groups, probes, callId),
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
