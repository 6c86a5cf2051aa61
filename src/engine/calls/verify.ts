import type {
  ImageInput,
  LivenessCapture,
  Recognition,
  VerifyData,
  VerifyDetail,
  VerifyOptions,
} from '../../api';
import { CODES, FaceError } from '../../protocol';
import { recognitionAnswers } from '../answers';
import type { Context } from '../context';
import { Match } from '../gallery';
import { releaseKept, secondOf } from '../vision';
import { onceAdmitted } from './admission';

/** `ismatch` from the FAQ's advice for 1:1 comparison. */
const DEFAULT_MATCH_CONFIDENCE = 75;

type Detailed = VerifyOptions & { readonly detail: true };

/** The picture's largest face against one person, with all that lies behind the verdict. */
export function verification(ctx: Context): Pick<Recognition, 'verify'> {
  const { vision, gallery, shown, options: set } = ctx;

  function verify(
    person_id: string,
    image: ImageInput | LivenessCapture,
    options: Detailed,
  ): Promise<VerifyData & { detail: VerifyDetail }>;
  function verify(
    person_id: string,
    image: ImageInput | LivenessCapture,
    options?: VerifyOptions,
  ): Promise<VerifyData>;
  function verify(
    person_id: string,
    image: ImageInput | LivenessCapture,
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
      const matching = new Match(gallery, person_id, matchConfidence);
      const refused = new AbortController();
      const seen = vision.extractKept(picture, AbortSignal.any([signal, refused.signal]));
      try {
        const { found: extraction, kept } = await onceAdmitted(matching.prepare(signal), seen, refused);
        const extracted = performance.now();
        const askSecond = async () => {
          const second = await secondOf(kept, 0, signal);
          return typeof second === 'string' ? second : second.template;
        };
        const match = await matching.with(extraction.template, askSecond, signal);
        const ended = performance.now();
        vision.considerWebgpu();
        const { origin, face, quality, image: size, backend, timingsMs } = extraction;
        const { similarity, faceId, pooled, compared, second } = match;
        // The verdict follows what is shown, since thresholds of the caller's would tell the rest, one by one.
        const confidence = shown(match.confidence);
        const verdict = recognitionAnswers.verify(confidence, matchConfidence);
        if (!options.detail) return verdict;
        const detail = {
          similarity,
          face_id: faceId,
          compared,
          pooled,
          second,
          matchConfidence,
          face,
          quality,
          image: size,
          origin,
          backend,
          timingsMs: { ...timingsMs, match: ended - extracted, total: ended - began },
        };
        return { ...verdict, detail };
      } finally {
        releaseKept(seen);
        matching.end();
      }
    });
  }

  return { verify };
}

function checkConfidence(value: number): void {
  if (!(value >= 0 && value <= 100))
    throw new FaceError(CODES.PARAMETER_INVALID, 'matchConfidence must be between 0 and 100', {
      kind: 'option',
    });
}
