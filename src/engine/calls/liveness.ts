import type { Liveness } from '../../api';
import { orAborted } from '../../rpc/page';
import type { Context } from '../context';
import { takeNow } from '../pictures';

/** Whether a living person is before the camera. What conducts a session is loaded by the first one. */
export function liveness(ctx: Context): Liveness {
  const { vision, gallery, sessions } = ctx;
  return {
    checkLiveness: (session, options = {}) =>
      ctx.session(options, async (signal) => {
        const { conduct } = await import('../../liveness');
        const { verdict, image } = await conduct(session, {
          take: takeNow,
          watch: (frame, template) => vision.watch(frame, template, signal),
          extract: (frame) => vision.extract(Promise.resolve(frame), signal),
          judge: (frame) => vision.judge(Promise.resolve(frame), signal),
          confidence: async (templates) =>
            (await gallery.read(signal, (api) => api.compare(templates))).confidence,
          orGivenUp: (promise) => orAborted(promise, signal),
        });
        vision.considerWebgpu();
        return { ...verdict, capture: image && sessions.keep(image) };
      }),
  };
}
