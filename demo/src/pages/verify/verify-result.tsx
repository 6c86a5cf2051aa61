import type { FaceItem, VerifyData, VerifyDetail } from '../../../../src';
import { messages, number } from '../../i18n';
import type { Person } from '../../people/people';
import { FaceOutline } from '../../ui/face-outline';
import { FacePhoto } from '../../ui/face-photo';
import { adviceFor, qualityWords } from '../../ui/quality-words';
import { StageBars } from '../../ui/stage-bars';
import { answerOf, inTenths, strangersPerPass, unsureFrom } from '../../ui/verdict';
import { VerdictBar } from '../../ui/verdict-bar';

export interface Verdict {
  readonly answer: VerifyData & { readonly detail: VerifyDetail };
  readonly photo: File;
  readonly person: Person;
  readonly enrolled: FaceItem | undefined;
  /** Whether the photo is a frame of a session with a living person. */
  readonly living: boolean;
}

interface VerifyResultProps {
  readonly verdict: Verdict;
  readonly threshold: number;
}

/** What a verdict is made of: where it lies, what that means, both faces; folded, what only some want to know. */
export function VerifyResult({ verdict, threshold }: VerifyResultProps) {
  const { verify, verdict: words, photo: photoWords } = messages.value;
  const { answer, photo, enrolled, living } = verdict;
  const { detail, confidence } = answer;
  const kind = answerOf(confidence, threshold);
  const advice = kind === 'yes' ? [] : adviceFor(detail.quality);
  return (
    <div class="result">
      <VerdictBar confidence={confidence} threshold={threshold} />
      {advice.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p class="hint">{words.stranger(number(strangersPerPass(threshold)))}</p>
      {living && <p class="hint">{verify.livingSeen}</p>}
      <div class="faces">
        <figure>
          <FacePhoto
            photo={photo}
            alt={photoWords.shown}
            size={detail.image}
            faces={[{ box: detail.face.box, kind }]}
          />
          <figcaption>{verify.checked}</figcaption>
        </figure>
        {enrolled && (
          <figure>
            <FaceOutline
              face={enrolled}
              alt={verify.enrolledAlt(Math.round(enrolled.yaw ?? 0), Math.round(enrolled.pitch ?? 0))}
            />
            <figcaption>{verify.enrolled}</figcaption>
          </figure>
        )}
      </div>
      <Details verdict={verdict} threshold={threshold} />
    </div>
  );
}

function Details({ verdict, threshold }: VerifyResultProps) {
  const { verify, verdict: words, about } = messages.value;
  const { detail, confidence } = verdict.answer;
  const { total, ...stages } = detail.timingsMs;
  return (
    <details>
      <summary>{words.details}</summary>
      <dl>
        <dt>{verify.confidence}</dt>
        <dd>{words.confidence(number(inTenths(confidence), 1), threshold, unsureFrom(threshold))}</dd>
        <dt>{verify.similarity}</dt>
        <dd>{number(detail.similarity, 3)}</dd>
        <dt>{verify.compared}</dt>
        <dd>{verify.comparedWith(detail.compared)}</dd>
        <dt>{verify.quality}</dt>
        <dd>{qualityWords(detail.quality)}</dd>
        <dt>{verify.ran}</dt>
        <dd>{detail.backend === 'webgpu' ? about.webgpu : about.wasm}</dd>
        <dt>{verify.time}</dt>
        <dd>{number(total)} ms</dd>
      </dl>
      <StageBars stages={stages} total={total} />
    </details>
  );
}
