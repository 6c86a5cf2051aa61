import type { ImageInput, Recognition, VerifyData, VerifyDetail, VerifyOptions } from '../../api';
import { CODES, FaceError } from '../../protocol';
import { recognitionAnswers } from '../answers';
import type { Context } from '../context';
import { onceAdmitted } from './once-admitted';

/** `ismatch` from the FAQ's advice for 1:1 comparison. */
const DEFAULT_MATCH_CONFIDENCE = 75;

type Detailed = VerifyOptions & { readonly detail: true };

/** The picture's largest face against one person, with all that lies behind the verdict. */
export function verification(ctx: Context): Pick<Recognition, 'verify'> {
  const { vision, gallery, shown, options: set } = ctx;

  function verify(
    person_id: string,
    image: ImageInput,
    options: Detailed,
  ): Promise<VerifyData & { detail: VerifyDetail }>;
  function verify(person_id: string, image: ImageInput, options?: VerifyOptions): Promise<VerifyData>;
  function verify(
    person_id: string,
    image: ImageInput,
    options: VerifyOptions & { readonly detail?: boolean } = {},
  ): Promise<VerifyData & { detail?: VerifyDetail }> {
    return ctx.withPictures([image], options, async ([picture], signal) => {
      const matchConfidence = options.matchConfidence ?? set.matchConfidence ?? DEFAULT_MATCH_CONFIDENCE;
      checkConfidence(matchConfidence);
      if (options.detail && set.detail === 'never')
        throw new FaceError(
          CODES.PARAMETER_INVALID,
          'this engine gives no details of a verdict: it was created with detail: "never"',
          { kind: 'option' },
        );
      const began = performance.now();
      const { attempts } = set;
      const { origin: current, calibration } = vision.info;
      const refused = new AbortController();
      const seen = vision.extract(picture, AbortSignal.any([signal, refused.signal]));
      const check = gallery.read(signal, (api, appid) => api.admitProbe(appid, person_id, current, attempts));
      const extraction = await onceAdmitted(check, seen, refused);
      const { template, origin, face, quality, image: size, backend, timingsMs } = extraction;
      const extracted = performance.now();
      const probe = { template, origin, calibration, attempts };
      const match = await gallery.read(signal, (api, appid) => api.match(appid, person_id, probe));
      const ended = performance.now();
      vision.considerWebgpu();
      const { similarity, faceId, pooled, compared } = match;
      // The verdict follows what is shown, since thresholds of the caller's would tell the rest, one by one.
      const confidence = shown(match.confidence);
      const verdict = recognitionAnswers.verify(confidence, matchConfidence);
      if (!options.detail) return verdict;
      const detail = {
        similarity,
        face_id: faceId,
        compared,
        pooled,
        matchConfidence,
        face,
        quality,
        image: size,
        origin,
        backend,
        timingsMs: { ...timingsMs, match: ended - extracted, total: ended - began },
      };
      return { ...verdict, detail };
    });
  }

  return { verify };
}

function checkConfidence(value: number): void {
  if (!(value >= 0 && value <= 100))
    throw new FaceError(CODES.PARAMETER_INVALID, 'matchConfidence must lie between 0 and 100', {
      kind: 'option',
    });
}
