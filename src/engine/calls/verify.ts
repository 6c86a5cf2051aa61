import type { VerifyData, VerifyDetail } from '../../api';
import type { AttemptLimit, PortableImage } from '../../protocol';
import { recognitionAnswers, type Shown } from '../answers';
import type { Sides } from './sides';
import { admitted } from './while-admitted';

interface Verification {
  readonly person_id: string;
  readonly image: Promise<PortableImage>;
  /** `ismatch` from this confidence. */
  readonly matchConfidence: number;
  readonly attempts: AttemptLimit | undefined;
  /** What is shown of a confidence; the verdict follows it, since thresholds of the caller's would tell the rest, one by one. */
  readonly show: Shown;
}

/** The picture's largest face against one person, with all that lies behind the verdict. */
export async function verify(
  { vision, gallery }: Sides,
  { person_id, image, matchConfidence, attempts, show }: Verification,
  signal: AbortSignal,
): Promise<{ verdict: VerifyData; detail: VerifyDetail }> {
  const began = performance.now();
  const { origin: current, calibration } = vision.info;
  const extraction = await admitted(
    signal,
    () => gallery.read(signal, (api, appid) => api.admitProbe(appid, person_id, current, attempts)),
    (look) => vision.extract(image, look),
  );
  const { template, origin, face, quality, image: size, backend, timingsMs } = extraction;
  const extracted = performance.now();
  const probe = { template, origin, calibration, attempts };
  const match = await gallery.read(signal, (api, appid) => api.match(appid, person_id, probe));
  const ended = performance.now();
  const { similarity, faceId, pooled, compared } = match;
  const confidence = show(match.confidence);
  return {
    verdict: recognitionAnswers.verify(confidence, matchConfidence),
    detail: {
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
    },
  };
}
