import { useEffect, useRef, useState } from 'preact/hooks';
import type { FaceEngine } from '../../../../src';
import { messages } from '../../i18n';
import type { Person } from '../../people/people';
import { shared } from '../../state/shared';
import type { LiveCapture } from '../../ui/camera/capture-kind';
import { Message, type Said } from '../../ui/message';
import { PhotoSource } from '../../ui/photo-source';
import { sentenceFor } from '../../ui/sentences';
import { Threshold } from '../../ui/threshold';
import { useLatest } from '../../ui/use-latest';
import { answerOf, DEFAULT_THRESHOLD } from '../../ui/verdict';
import { type Verdict, VerifyResult } from './verify-result';

interface VerifyFormProps {
  readonly engine: FaceEngine;
  /** At least one. */
  readonly people: readonly Person[];
}

export function VerifyForm({ engine, people }: VerifyFormProps) {
  const { verify, photo: photoWords } = messages.value;
  const [chosen, setChosen] = useState<string>();
  const [threshold, setThreshold] = useState(DEFAULT_THRESHOLD);
  const [living, setLiving] = useState(false);
  const [said, say] = useState<Said>();
  const [verdict, setVerdict] = useState<Verdict>();
  const looked = useRef<File | undefined>(undefined);
  const latest = useLatest();
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
      setVerdict({ answer, photo, person: asked, enrolled: enrolled?.face_info, living: live !== null });
      say(undefined);
    } catch (error) {
      if (!signal.aborted) say({ text: sentenceFor(error), kind: 'bad' });
    }
  };
  const given = shared.value?.photo;
  useEffect(() => {
    if (given === undefined || shared.value === undefined) return;
    shared.value = { ...shared.value, photo: undefined };
    void look(given, person, null);
  }, [given]);
  const choose = (id: string) => {
    setChosen(id);
    const next = people.find((each) => each.id === id);
    // A verdict about somebody else must not stay under this person's name.
    if (looked.current && next) void look(looked.current, next, null);
    else setVerdict(undefined);
  };
  return (
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
        <PhotoSource
          label={verify.checked}
          living={living}
          takesPasted
          onPhotos={([photo], live) => photo && void look(photo, person, live)}
          onError={(error) => say({ text: sentenceFor(error), kind: 'bad' })}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={living}
            onChange={({ currentTarget }) => setLiving(currentTarget.checked)}
          />
          {verify.living}
        </label>
        <Threshold label={verify.threshold} value={threshold} onChange={setThreshold} />
      </section>
      <section class="card" aria-live="polite">
        <Message said={verdict ? sentenceOf(verdict, threshold) : said} id="verdict" />
        {verdict && <VerifyResult verdict={verdict} threshold={threshold} />}
      </section>
    </div>
  );
}

/** By the threshold as it is now, which may have been moved since. */
function sentenceOf({ answer, person }: Verdict, threshold: number): Said {
  const kind = answerOf(answer.confidence, threshold);
  return { text: messages.value.verdict.sentences[kind](person.name), kind };
}
