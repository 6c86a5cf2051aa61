import type { Recognition } from '../../api';
import type { Extraction, Found, GroupChoice } from '../../protocol';
import { recognitionAnswers } from '../answers';
import type { Context } from '../context';
import { type Kept, releaseKept } from '../vision';
import { onceAdmitted } from './admission';
import { groupChoice } from './fields';

/** The persons that look most like the picture's largest face, or like each of its faces. */
export function identification(ctx: Context): Pick<Recognition, 'identify' | 'multidentify'> {
  const { vision, gallery, shown } = ctx;

  /** `info()` says what a search holds in memory; no answer waits for that. */
  const refreshLater = () => void gallery.refresh().catch(() => undefined);

  /** Who looks like each of the faces; the second network is asked about those of whom the first is not sure. */
  async function searched(
    groups: GroupChoice,
    seen: Promise<Kept<readonly Extraction[]>>,
    refused: AbortController,
    signal: AbortSignal,
  ): Promise<{ faces: readonly Extraction[]; candidates: Found['candidates'] }> {
    try {
      const check = gallery.read(signal, (api, appid) => api.admitSearch(appid, groups));
      const { found: faces, kept } = await onceAdmitted(check, seen, refused);
      const templates = faces.map(({ template }) => template);
      let name = '';
      const { candidates, asks } = await gallery.read(signal, (api, appid, callId) => {
        name = callId;
        return api.search(appid, groups, templates, callId);
      });
      if (asks.length === 0 || kept === null) return { faces, candidates };
      const answer = await kept.second(asks, signal);
      if ('missing' in answer) return { faces, candidates };
      const seconds = answer.templates.map((each) => each?.template ?? null);
      const judged = await gallery.read<Found['candidates'] | null>(signal, (api) =>
        api.searchSecond(name, seconds),
      );
      return { faces, candidates: judged ?? candidates };
    } finally {
      releaseKept(seen);
    }
  }

  return {
    identify(fields, options = {}) {
      const groups = groupChoice(fields);
      return ctx.withPictures([fields.image], options, async ([image], signal) => {
        const refused = new AbortController();
        const seen = vision
          .extractKept(image, AbortSignal.any([signal, refused.signal]))
          .then(({ found, kept }) => ({ found: [found], kept }));
        const { candidates } = await searched(groups, seen, refused, signal);
        refreshLater();
        vision.considerWebgpu();
        return recognitionAnswers.identify(candidates[0], shown);
      });
    },

    multidentify(fields, options = {}) {
      const groups = groupChoice(fields);
      const { session_id } = fields;
      return ctx.withPictures([fields.image], options, async ([image], signal) => {
        const refused = new AbortController();
        const seen = vision.extractAllKept(image, AbortSignal.any([signal, refused.signal]));
        const { faces, candidates } = await searched(groups, seen, refused, signal);
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
