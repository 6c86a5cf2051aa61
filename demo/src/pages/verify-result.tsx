import type { FaceItem, VerifyData, VerifyDetail } from '../../../src';
import { messages, number } from '../i18n';
import type { Person } from '../people/people';
import { FaceOutline } from '../ui/face-outline';
import { FacePhoto } from '../ui/face-photo';
import { Gauge } from '../ui/gauge';
import { qualityWords } from '../ui/quality-words';
import { StageBars } from '../ui/stage-bars';

export interface Verdict {
  readonly answer: VerifyData & { readonly detail: VerifyDetail };
  readonly photo: File;
  readonly person: Person;
  readonly enrolled: FaceItem | undefined;
}

/** What a verdict is made of: gauge, both faces, figures, time. */
export function VerifyResult({ verdict, threshold }: { verdict: Verdict; threshold: number }) {
  const { verify, photo: photoWords, about } = messages.value;
  const { answer, photo, enrolled } = verdict;
  const { detail, confidence } = answer;
  const { total, ...stages } = detail.timingsMs;
  return (
    <div class="result">
      <Gauge confidence={confidence} threshold={threshold} />
      <div class="faces">
        <figure>
          <FacePhoto
            photo={photo}
            alt={photoWords.shown}
            size={detail.image}
            faces={[{ box: detail.face.box, kind: confidence >= threshold ? 'match' : 'no-match' }]}
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
      <dl>
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
    </div>
  );
}
