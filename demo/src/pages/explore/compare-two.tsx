import { useState } from 'preact/hooks';
import type { DetectedFace } from '../../../../src';
import { messages, number } from '../../i18n';
import { useEngine } from '../../people/use-people';
import { FacePhoto } from '../../ui/face-photo';
import { Gauge } from '../../ui/gauge';
import { Message, type Said } from '../../ui/message';
import { PhotoSource } from '../../ui/photo-source';
import { sentenceFor } from '../../ui/sentences';
import { useLatest } from '../../ui/use-latest';

interface Side {
  readonly photo: File;
  readonly face: DetectedFace | undefined;
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

const THRESHOLD = 75;

/** Are two photos of one person? Nobody need be enrolled. */
export function CompareTwo() {
  const engine = useEngine();
  const { explore, photo: photoWords } = messages.value;
  const [sides, setSides] = useState<readonly (Side | undefined)[]>([undefined, undefined]);
  const [confidence, setConfidence] = useState<number>();
  const [said, say] = useState<Said>();
  const latest = useLatest();
  const fail = (error: unknown) => say({ text: sentenceFor(error), kind: 'bad' });

  const look = async (index: number, photo: File) => {
    const signal = latest();
    const next = sides.map((side, i): Side | undefined =>
      i === index ? { photo, face: undefined, size: undefined } : side,
    );
    setConfidence(undefined);
    setSides(next);
    say({ text: photoWords.looking });
    try {
      const found = await engine.detect(photo, { mode: 1, detail: true, signal });
      const [{ face }] = found.detail.faces;
      next[index] = { photo, face, size: { width: found.image_width, height: found.image_height } };
      setSides([...next]);
      say(undefined);
      const [first, second] = next;
      if (first === undefined || second === undefined) return;
      const { similarity } = await engine.compare(first.photo, second.photo, { signal });
      setConfidence(similarity);
      say({
        text: `${similarity >= THRESHOLD ? explore.same : explore.different} ${explore.similar(number(similarity, 1))}`,
        kind: similarity >= THRESHOLD ? 'match' : 'no-match',
      });
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
            <SideView side={sides[i]} />
          </div>
        ))}
      </div>
      <Message said={said} id="compare-message" />
      {confidence !== undefined && <Gauge confidence={confidence} threshold={THRESHOLD} />}
    </section>
  );
}

function SideView({ side }: { side: Side | undefined }) {
  if (side === undefined) return null;
  const { photo, face, size } = side;
  const faces = face ? [{ box: face.box }] : [];
  return <FacePhoto photo={photo} alt={messages.value.photo.shown} size={size} faces={faces} />;
}
