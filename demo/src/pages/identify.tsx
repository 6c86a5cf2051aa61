import { useState } from 'preact/hooks';
import { type Box, CODES, type ErrorCode, FaceError, type IdentifyItem } from '../../../src';
import { messages, number } from '../i18n';
import type { Person } from '../people/people';
import { useEngine, usePeople } from '../people/use-people';
import { type DrawnFace, FacePhoto } from '../ui/face-photo';
import { Message, type Said } from '../ui/message';
import { PhotoSource } from '../ui/photo-source';
import { sentenceFor } from '../ui/sentences';
import { Threshold } from '../ui/threshold';
import { useLatest } from '../ui/use-latest';

interface FoundFace {
  readonly box: Box;
  readonly candidates: readonly IdentifyItem[];
}

interface Finding {
  readonly photo: File;
  readonly size: { readonly width: number; readonly height: number };
  readonly faces: readonly FoundFace[];
}

/** Among N people a false positive is about N times as likely as in a verification. */
const DEFAULT_THRESHOLD = 90;

/** Why there may be nobody to compare with, though the picture is fine. */
const NOBODY_TO_COMPARE: readonly ErrorCode[] = [CODES.UNUSABLE_FACE, CODES.NO_GROUP, CODES.NO_GROUP_OF_LIST];

export default function IdentifyPage() {
  const engine = useEngine();
  const people = usePeople(engine);
  const { identify, people: peopleWords, photo: photoWords } = messages.value;
  const [group, setGroup] = useState('');
  const [threshold, setThreshold] = useState(DEFAULT_THRESHOLD);
  const [said, say] = useState<Said>();
  const [finding, setFinding] = useState<Finding>();
  const latest = useLatest();
  if (people === undefined) return <p role="status">…</p>;
  const groups = [...new Set(people.flatMap((person) => person.groups))].sort();
  const names = new Map(people.map(({ id, name }) => [id, name]));

  /** A later photo replaces one that is still looked at. */
  const look = async (photo: File) => {
    const signal = latest();
    setFinding(undefined);
    say({ text: photoWords.looking });
    try {
      // All faces of a large photo take seconds.
      const options = { signal, timeoutMs: 120_000 };
      const known = groups.length === 0 ? undefined : await identified(photo, options);
      const {
        image_width: width,
        image_height: height,
        face,
      } = await engine.detect(photo, {
        ...options,
        // Only the picture's size is missing where the faces are known.
        ...(known ? { mode: 1 } : {}),
      });
      if (signal.aborted) return;
      const faces = known ?? face.map((box) => ({ box, candidates: [] }));
      setFinding({ photo, size: { width, height }, faces });
      say(groups.length === 0 ? { text: identify.nobody } : undefined);
    } catch (error) {
      if (!signal.aborted) say({ text: sentenceFor(error), kind: 'bad' });
    }
  };
  const identified = async (photo: File, options: { signal: AbortSignal; timeoutMs: number }) => {
    const group_ids = group === '' ? groups : [group];
    try {
      const { results } = await engine.multidentify({ image: photo, group_ids }, options);
      return results.map(({ face_rect, candidates }): FoundFace => ({ box: face_rect, candidates }));
    } catch (error) {
      // Enrolled with another model, or gone meanwhile: the faces are there all the same.
      if (error instanceof FaceError && NOBODY_TO_COMPARE.includes(error.code)) return undefined;
      throw error;
    }
  };
  const nameOf = ({ candidates: [best] }: FoundFace) =>
    best && best.confidence >= threshold ? names.get(best.person_id) : undefined;
  return (
    <>
      <p class="lead">{identify.lead}</p>
      <div class="columns">
        <section class="card">
          <label>
            {identify.group}
            <select value={group} onChange={({ currentTarget }) => setGroup(currentTarget.value)}>
              <option value="">{peopleWords.allGroups}</option>
              {groups.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </label>
          <Threshold label={identify.threshold} value={threshold} onChange={setThreshold} />
          <PhotoSource
            label={photoWords.choose}
            takesPasted
            onPhotos={([photo]) => photo && void look(photo)}
            onError={(error) => say({ text: sentenceFor(error), kind: 'bad' })}
          />
        </section>
        <section class="card" aria-live="polite">
          <Message said={said} id="identify-message" />
          {finding && <Found finding={finding} nameOf={nameOf} names={names} />}
        </section>
      </div>
    </>
  );
}

interface FoundProps {
  readonly finding: Finding;
  readonly nameOf: (face: FoundFace) => string | undefined;
  readonly names: ReadonlyMap<string, Person['name']>;
}

function Found({ finding: { photo, size, faces }, nameOf, names }: FoundProps) {
  const { identify, photo: photoWords } = messages.value;
  const drawn = faces.map((face, i): DrawnFace => {
    const name = nameOf(face);
    return { box: face.box, label: name ?? `${i + 1}`, kind: name ? 'match' : 'plain' };
  });
  return (
    <>
      <p class="message" id="identify-summary">
        {identify.found(faces.length, faces.filter(nameOf).length)}
      </p>
      <FacePhoto photo={photo} alt={photoWords.shown} size={size} faces={drawn} />
      <ol class="faces-found">
        {faces.map((face, i) => (
          <li key={`${face.box.x} ${face.box.y}`}>
            <strong>{nameOf(face) ?? `${identify.face(i + 1)}: ${identify.unknown}`}</strong>
            <span class="hint">
              {face.candidates.length === 0
                ? identify.noCandidates
                : `${identify.candidates}: ${face.candidates
                    .slice(0, 3)
                    .map(
                      (each) =>
                        `${names.get(each.person_id) ?? each.person_id} ${number(each.confidence, 1)}`,
                    )
                    .join(', ')}`}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
