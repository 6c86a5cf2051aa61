import { useState } from 'preact/hooks';
import { CODES, type ErrorCode, type FaceEngine, FaceError } from '../../../src';
import { messages } from '../i18n';
import { cutFace, TO_ENROL } from '../people/cut-face';
import { enrol } from '../people/people';
import { usePeople } from '../people/use-people';
import { enginePhase, noteChange, readyEngine, whenReady } from '../state/engine';
import { EngineWait } from '../ui/engine-wait';
import { Message, type Said } from '../ui/message';
import { PhotoSource } from '../ui/photo-source';
import { sentenceFor } from '../ui/sentences';
import { Threshold } from '../ui/threshold';
import { useLatest } from '../ui/use-latest';
import { IDENTIFY_THRESHOLD } from '../ui/verdict';
import { type Finding, Found, type FoundFace } from './identify/found';

/** All faces of a large photo take seconds. */
const TIME_LIMIT_MS = 120_000;

/** Why there may be nobody to compare with, though the picture is fine. */
const NOBODY_TO_COMPARE: readonly ErrorCode[] = [CODES.UNUSABLE_FACE, CODES.NO_GROUP, CODES.NO_GROUP_OF_LIST];

export default function IdentifyPage() {
  const people = usePeople(readyEngine.value);
  const { identify, people: peopleWords, photo: photoWords, engine: engineWords } = messages.value;
  const [group, setGroup] = useState('');
  const [threshold, setThreshold] = useState(IDENTIFY_THRESHOLD);
  const [said, say] = useState<Said>();
  const [finding, setFinding] = useState<Finding>();
  const [looking, setLooking] = useState(false);
  const latest = useLatest();
  const groups = [...new Set(people?.flatMap((person) => person.groups))].sort();

  /** A later photo replaces one that is still looked at. */
  const look = async (photo: File) => {
    const signal = latest();
    const options = { signal, timeoutMs: TIME_LIMIT_MS };
    setFinding({ photo, size: undefined, faces: [] });
    setLooking(true);
    say({ text: enginePhase.value === 'ready' ? photoWords.looking : engineWords.waiting });
    try {
      const engine = await whenReady();
      say({ text: photoWords.looking });
      // Faces first: a photo of many is long in comparing, and where they are is known sooner.
      const { image_width: width, image_height: height, face } = await engine.detect(photo, options);
      const size = { width, height };
      setFinding({ photo, size, faces: face.map((box) => ({ box, candidates: [] })) });
      say({ text: identify.comparing(face.length) });
      const ids = group === '' ? (await engine.getgroupids({ signal })).group_ids : [group];
      const faces = await candidatesOf(engine, photo, ids, options);
      if (signal.aborted) return;
      if (faces) setFinding({ photo, size, faces });
      say(ids.length === 0 ? { text: identify.nobody } : undefined);
    } catch (error) {
      if (!signal.aborted) say({ text: sentenceFor(error), kind: 'bad' });
    }
    if (!signal.aborted) setLooking(false);
  };
  /** The visitor knows better: the face becomes one more of the person whom they name, and everybody is looked for anew. */
  const correct = async (face: FoundFace, name: string) => {
    if (finding?.size === undefined) return;
    const { photo, size } = finding;
    try {
      const engine = await whenReady();
      const cut = await cutFace(photo, size, face.box, TO_ENROL);
      const { added, refused } = await enrol(engine, name, [cut]);
      noteChange(engine);
      if (added === 0) say({ text: sentenceFor(refused[0]?.error, 'enrolment'), kind: 'bad' });
      else await look(photo);
    } catch (error) {
      say({ text: sentenceFor(error, 'enrolment'), kind: 'bad' });
    }
  };
  return (
    <>
      <p class="lead">{identify.lead}</p>
      <div class="columns">
        <section class="card">
          <PhotoSource
            label={photoWords.choose}
            samples="groups"
            takesPasted
            onPhotos={([photo]) => photo && void look(photo)}
            onError={(error) => say({ text: sentenceFor(error), kind: 'bad' })}
          />
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
        </section>
        <section class="stack" aria-live="polite">
          {people === undefined && <EngineWait meanwhile={identify.meanwhile} />}
          <div class="card result-card">
            <Message said={said} id="identify-message" />
            {looking && <progress aria-label={photoWords.looking} />}
            {finding && (
              <Found
                finding={finding}
                threshold={threshold}
                people={people ?? []}
                done={!looking}
                onCorrect={(face, name) => void correct(face, name)}
              />
            )}
          </div>
        </section>
      </div>
    </>
  );
}

/** Undefined where there is nobody to compare with. */
async function candidatesOf(
  engine: FaceEngine,
  photo: File,
  group_ids: readonly string[],
  options: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<FoundFace[] | undefined> {
  if (group_ids.length === 0) return undefined;
  try {
    const { results } = await engine.multidentify({ image: photo, group_ids: [...group_ids] }, options);
    return results.map(({ face_rect, candidates }) => ({ box: face_rect, candidates }));
  } catch (error) {
    // Enrolled with another model, or gone meanwhile: the faces are there all the same.
    if (error instanceof FaceError && NOBODY_TO_COMPARE.includes(error.code)) return undefined;
    throw error;
  }
}
