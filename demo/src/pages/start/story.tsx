import { useState } from 'preact/hooks';
import type { VerifyData } from '../../../../src';
import { messages } from '../../i18n';
import { enrol, type Person } from '../../people/people';
import { enginePhase, noteChange, whenReady } from '../../state/engine';
import { CameraButton } from '../../ui/camera-button';
import { EngineWait } from '../../ui/engine-wait';
import { Message, type Said } from '../../ui/message';
import { loadPortrait } from '../../ui/samples';
import { sentenceFor } from '../../ui/sentences';
import { useLatest } from '../../ui/use-latest';
import { Ending } from './ending';
import { SecondPhoto } from './second-photo';

/** Who is known by now, and from where the next photo comes. */
interface Known {
  readonly person: Person;
  readonly by: 'camera' | 'portraits';
}

/** Shown once, shown again, and what came of it: with a camera, or in two clicks with portraits. */
export function Story() {
  const { start, photo, samplePeople } = messages.value;
  const [known, setKnown] = useState<Known>();
  const [answer, setAnswer] = useState<VerifyData>();
  const [said, say] = useState<Said>();
  const [busy, setBusy] = useState(false);
  const latest = useLatest();

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    say({ text: photo.looking });
    try {
      await work();
    } catch (error) {
      say({ text: sentenceFor(error, 'enrolment'), kind: 'bad' });
    }
    setBusy(false);
  };
  const meet = (name: string, photos: readonly File[], by: Known['by']) =>
    attempt(async () => {
      const engine = await whenReady();
      const { person, refused } = await enrol(engine, name, photos);
      noteChange(engine);
      if (person) setKnown({ person, by });
      // Who was there already needs no further photo.
      say(person ? undefined : { text: sentenceFor(refused[0]?.error, 'enrolment'), kind: 'bad' });
    });
  const show = ({ person }: Known, shown: File) =>
    attempt(async () => {
      const signal = latest();
      setAnswer(undefined);
      const engine = await whenReady();
      const found = await engine.verify(person.id, shown, { signal });
      setAnswer(found);
      say(undefined);
    });
  const watch = async () => meet(samplePeople.ann, [await loadPortrait('ann-1')], 'portraits');
  const fail = (error: unknown) => say({ text: sentenceFor(error), kind: 'bad' });
  return (
    <section class="card story" aria-label={start.story}>
      {known === undefined ? (
        <div class="row begin">
          <CameraButton
            kind="enrol"
            text={start.begin}
            large
            disabled={busy}
            onPhotos={(photos) => void meet(start.me, photos, 'camera')}
            onError={fail}
          />
          <button type="button" disabled={busy} onClick={() => void watch().catch(fail)}>
            {start.watch}
          </button>
        </div>
      ) : (
        <SecondPhoto
          person={known.person}
          by={known.by}
          disabled={busy}
          onPhoto={(shown) => void show(known, shown)}
          onError={fail}
        />
      )}
      {busy && enginePhase.value !== 'ready' && <EngineWait meanwhile={start.meanwhile} />}
      <div class="stack" aria-live="polite">
        <Message said={said} id="story-message" />
        {known && answer && <Ending person={known.person} answer={answer} />}
      </div>
    </section>
  );
}
