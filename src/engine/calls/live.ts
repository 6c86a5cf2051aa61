import type { CallOptions, ImageInput, LiveDetail, LiveDetectPictureData, Recognition } from '../../api';
import { CODES, FaceError, type PassiveVerdict, type QualityReason } from '../../protocol';
import { recognitionAnswers } from '../answers';
import type { Context } from '../context';

/** What is wrong, and what to do about it. */
const ADVICE: Readonly<Record<QualityReason, string>> = {
  too_small: 'the face is too small: come closer or use a larger picture',
  too_close: 'the face fills too much of the picture: step back, so that what surrounds it can be seen',
  blurred: 'the face is blurred: hold the camera still and let it focus on the face',
  too_dark: 'the face is too dark: turn it towards the light',
  too_bright: 'the face is overexposed: avoid direct light and flash',
  low_contrast: 'the face hardly stands out: use even, brighter light and clean the lens',
  turned_away: 'the face is turned away: look at the camera',
  cut_off: 'a part of the face is outside the picture: move it to the middle',
  unclear: 'this is hardly a face: take off what covers it',
};

type Detailed = CallOptions & { readonly detail: true };

/** Whether a picture shows a living face, as far as one picture can tell. */
export function liveDetection(ctx: Context): Pick<Recognition, 'livedetectpicture'> {
  function livedetectpicture(
    image: ImageInput,
    options: Detailed,
  ): Promise<LiveDetectPictureData & { detail: LiveDetail }>;
  function livedetectpicture(image: ImageInput, options?: CallOptions): Promise<LiveDetectPictureData>;
  function livedetectpicture(
    image: ImageInput,
    options: CallOptions & { readonly detail?: boolean } = {},
  ): Promise<LiveDetectPictureData & { detail?: LiveDetail }> {
    return ctx.withPictures([image], options, async ([picture], signal) => {
      const verdict = requireJudgeable(await ctx.vision.judge(picture, signal));
      const data = recognitionAnswers.livedetectpicture(verdict.points);
      if (!options.detail) return data;
      const { score, face, quality, image: size, timingsMs } = verdict;
      return { ...data, detail: { score, face, quality, image: size, timingsMs } };
    });
  }

  return { livedetectpicture };
}

/** The verdict itself where it may be gone by. Throws −1103 `quality`: a picture that says nothing is no attack. */
function requireJudgeable(verdict: PassiveVerdict): PassiveVerdict {
  const { reasons, score } = verdict;
  if (reasons.length === 0) return verdict;
  const advice = reasons.map((reason) => ADVICE[reason]).join('; ');
  throw new FaceError(CODES.UNUSABLE_FACE, advice, { kind: 'quality', reasons, score });
}
