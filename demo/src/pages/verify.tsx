import { useRef, useState } from 'preact/hooks';
import { messages } from '../i18n';
import { enrol, type Person } from '../people/people';
import { useEngine, usePeople } from '../people/use-people';
import { noteChange } from '../state/engine';
import { addressOf } from '../state/route';
import type { LiveCapture } from '../ui/camera-button';
import { Message, type Said } from '../ui/message';
import { PhotoSource } from '../ui/photo-source';
import { loadSample } from '../ui/samples';
import { sentenceFor } from '../ui/sentences';
import { Threshold } from '../ui/threshold';
import { useLatest } from '../ui/use-latest';
import { type Verdict, VerifyResult } from './verify-result';

export default function VerifyPage() {
  const engine = useEngine();
  const people = usePeople(engine);
  const { verify, photo: photoWords } = messages.value;
  const [chosen, setChosen] = useState<string>();
  const [threshold, setThreshold] = useState(75);
  const [living, setLiving] = useState(false);
  const [said, say] = useState<Said>();
  const [verdict, setVerdict] = useState<Verdict>();
  const looked = useRef<File | undefined>(undefined);
  const latest = useLatest();
  if (people === undefined) return <p role="status">…</p>;
  if (people.length === 0) return <Nobody onDone={() => noteChange(engine)} />;
  const person = people.find(({ id }) => id === chosen) ?? people[0];

  /** A later photo replaces one that is still looked at. */
  const look = async (photo: File, asked: Person, live: LiveCapture) => {
    const signal = latest();
    // A session is used once.
    looked.current = live ? undefined : photo;
    setVerdict(undefined);
    say({ text: photoWords.looking });
    try {
      const answer = live
        ? await engine.verify(asked.id, live, { detail: true, liveness: 'require', signal })
        : await engine.verify(asked.id, photo, { detail: true, signal });
      const enrolled = await engine.getfaceinfo(answer.detail.face_id).catch(() => undefined);
      if (signal.aborted) return;
      setVerdict({ answer, photo, person: asked, enrolled: enrolled?.face_info });
      say(undefined);
    } catch (error) {
      if (!signal.aborted) say({ text: sentenceFor(error), kind: 'bad' });
    }
  };
  const choose = (id: string) => {
    setChosen(id);
    const next = people.find((each) => each.id === id);
    // A verdict about somebody else must not stay under this person's name.
    if (looked.current && next) void look(looked.current, next, null);
    else setVerdict(undefined);
  };
  return (
    <>
      <p class="lead">{verify.lead}</p>
      <div class="columns">
        <section class="card">
          <label>
            {verify.person}
            <select value={person.id} onChange={({ currentTarget }) => choose(currentTarget.value)}>
              {people.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <Threshold label={verify.threshold} value={threshold} onChange={setThreshold} />
          <label class="check">
            <input
              type="checkbox"
              checked={living}
              onChange={({ currentTarget }) => setLiving(currentTarget.checked)}
            />
            {verify.living}
          </label>
          <PhotoSource
            label={verify.checked}
            living={living}
            takesPasted
            onPhotos={([photo], live) => photo && void look(photo, person, live)}
            onError={(error) => say({ text: sentenceFor(error), kind: 'bad' })}
          />
        </section>
        <section class="card" aria-live="polite">
          <Message said={verdict ? sentenceOf(verdict, threshold) : said} id="verdict" />
          {verdict && <VerifyResult verdict={verdict} threshold={threshold} />}
        </section>
      </div>
    </>
  );
}

/** By the threshold as it is now, which may have been moved since. */
function sentenceOf({ answer, person }: Verdict, threshold: number): Said {
  const { verify } = messages.value;
  return answer.confidence >= threshold
    ? { text: verify.match(person.name), kind: 'match' }
    : { text: verify.noMatch(person.name), kind: 'no-match' };
}

/** Somebody must be known first: a person of the visitor's, or two from the sample photos. */
function Nobody({ onDone }: { onDone: () => void }) {
  const engine = useEngine();
  const { verify, photo } = messages.value;
  const [said, say] = useState<Said>();
  const [busy, setBusy] = useState(false);
  const useSamples = async () => {
    setBusy(true);
    say({ text: photo.looking });
    try {
      for (const [i, name] of verify.sampleNames.entries()) {
        await enrol(engine, name, [await loadSample(SAMPLE_PHOTOS[i])]);
      }
      onDone();
    } catch (error) {
      say({ text: sentenceFor(error, 'enrolment'), kind: 'bad' });
    }
    setBusy(false);
  };
  return (
    <section class="card">
      <p class="lead">{verify.lead}</p>
      <p>{verify.nobody}</p>
      <div class="row">
        <a class="button primary" href={addressOf('people')}>
          {verify.addSomeone}
        </a>
        <button type="button" disabled={busy} onClick={useSamples}>
          {verify.trySamples}
        </button>
      </div>
      <Message said={said} />
    </section>
  );
}

/** Their largest faces are two people who are on no other sample photo's first place. */
const SAMPLE_PHOTOS = [3, 6];
