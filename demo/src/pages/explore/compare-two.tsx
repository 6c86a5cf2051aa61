import { useRef, useState } from 'preact/hooks';
import type { DetectedFace } from '../../../../src';
import { messages, number } from '../../i18n';
import { enginePhase, whenReady } from '../../state/engine';
import { EngineWait } from '../../ui/engine-wait';
import { FacePhoto } from '../../ui/face-photo';
import { Message, type Said } from '../../ui/message';
import { PhotoSource } from '../../ui/photo-source';
import { sentenceFor } from '../../ui/sentences';
import { useLatest } from '../../ui/use-latest';
import { answerOf, DEFAULT_THRESHOLD, inTenths, strangersPerPass, unsureFrom } from '../../ui/verdict';
import { VerdictBar } from '../../ui/verdict-bar';

interface Chosen {
  readonly photo: File;
  readonly face: DetectedFace | undefined;
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

/** Are two photos of one person? Nobody need be enrolled. */
export function CompareTwo() {
  const { explore, verdict, photo: photoWords, engine: engineWords } = messages.value;
  const [both, setBoth] = useState<readonly (Chosen | undefined)[]>([undefined, undefined]);
  const [confidence, setConfidence] = useState<number>();
  const [said, say] = useState<Said>();
  const looking = [useLatest(), useLatest()];
  const comparing = useLatest();
  const now = useRef(both);
  const put = (index: number, chosen: Chosen) => {
    now.current = now.current.map((each, i) => (i === index ? chosen : each));
    setBoth(now.current);
  };
  const fail = (error: unknown) => say({ text: sentenceFor(error), kind: 'bad' });

  const look = async (index: number, photo: File) => {
    const signal = looking[index]();
    comparing();
    setConfidence(undefined);
    put(index, { photo, face: undefined, size: undefined });
    say({ text: enginePhase.value === 'ready' ? photoWords.looking : engineWords.waiting });
    try {
      const engine = await whenReady();
      say({ text: photoWords.looking });
      const found = await engine.detect(photo, { mode: 1, detail: true, signal });
      const [{ face }] = found.detail.faces;
      put(index, { photo, face, size: { width: found.image_width, height: found.image_height } });
      say(undefined);
      await compare();
    } catch (error) {
      if (!signal.aborted) fail(error);
    }
  };
  /** Once both photos show a face. */
  const compare = async () => {
    const [first, second] = now.current;
    if (!first?.face || !second?.face) return;
    const signal = comparing();
    try {
      const engine = await whenReady();
      const { similarity } = await engine.compare(first.photo, second.photo, { signal });
      setConfidence(similarity);
      const kind = answerOf(similarity, DEFAULT_THRESHOLD);
      say({ text: explore.answers[kind], kind });
    } catch (error) {
      if (!signal.aborted) fail(error);
    }
  };
  return (
    <section class="card" aria-labelledby="compare-title">
      <h2 id="compare-title">{explore.compare}</h2>
      <div class="columns">
        {[explore.first, explore.second].map((label, i) => (
          <div class="stack" key={label}>
            <PhotoSource label={label} onPhotos={([photo]) => photo && void look(i, photo)} onError={fail} />
            <ChosenPhoto chosen={both[i]} />
          </div>
        ))}
      </div>
      <Message said={said} id="compare-message" />
      {enginePhase.value !== 'ready' && <EngineWait meanwhile={explore.meanwhile} />}
      {confidence !== undefined && (
        <>
          <VerdictBar confidence={confidence} threshold={DEFAULT_THRESHOLD} />
          <p class="hint">{verdict.stranger(number(strangersPerPass(DEFAULT_THRESHOLD)))}</p>
          <details>
            <summary>{verdict.details}</summary>
            <p>
              {verdict.confidence(
                number(inTenths(confidence), 1),
                DEFAULT_THRESHOLD,
                unsureFrom(DEFAULT_THRESHOLD),
              )}
            </p>
          </details>
        </>
      )}
    </section>
  );
}

function ChosenPhoto({ chosen }: { chosen: Chosen | undefined }) {
  if (chosen === undefined) return null;
  const { photo, face, size } = chosen;
  const faces = face ? [{ box: face.box }] : [];
  return <FacePhoto photo={photo} alt={messages.value.photo.shown} size={size} faces={faces} />;
}
