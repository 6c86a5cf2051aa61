import { useRef, useState } from 'preact/hooks';
import { messages } from '../../i18n';
import { DEFAULT_GROUP, enrol, type Person } from '../../people/people';
import { enginePhase, whenReady } from '../../state/engine';
import { Message, type Said } from '../../ui/message';
import { PhotoSource } from '../../ui/photo-source';
import { sentenceFor } from '../../ui/sentences';
import { reportOf } from './report';

interface EnrolFormProps {
  /** Undefined until they are known: what is chosen before that waits. */
  readonly people: readonly Person[] | undefined;
  readonly onChanged: () => void;
}

export function EnrolForm({ people, onChanged }: EnrolFormProps) {
  const { people: words, photo, engine: engineWords } = messages.value;
  const [said, say] = useState<Said>();
  const [busy, setBusy] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const group = useRef<HTMLInputElement>(null);
  const add = async (photos: readonly File[]) => {
    const wanted = name.current?.value.trim() ?? '';
    if (wanted === '') {
      name.current?.focus();
      return say({ text: words.nameFirst, kind: 'bad' });
    }
    say({ text: enginePhase.value === 'ready' ? photo.looking : engineWords.waiting });
    setBusy(true);
    try {
      const report = await enrol(await whenReady(), wanted, photos, {
        ...(people && { known: people }),
        group: group.current?.value || DEFAULT_GROUP,
      });
      say(reportOf(report.person?.name ?? wanted, report));
    } catch (error) {
      say({ text: sentenceFor(error, 'enrolment'), kind: 'bad' });
    }
    setBusy(false);
    onChanged();
  };
  return (
    <section class="card" aria-labelledby="enrol-title">
      <h2 id="enrol-title">{words.add}</h2>
      <label>
        {words.name}
        <input ref={name} id="enrol-name" autocomplete="off" maxLength={100} list="enrol-known" />
      </label>
      <datalist id="enrol-known">
        {people?.map(({ id, name: known }) => (
          <option key={id} value={known} />
        ))}
      </datalist>
      <p class="hint">{words.nameHint}</p>
      <label>
        {words.group}
        <input ref={group} autocomplete="off" maxLength={64} placeholder={DEFAULT_GROUP} />
      </label>
      <PhotoSource
        label={words.photos}
        multiple
        capture="enrol"
        disabled={busy}
        takesPasted
        onPhotos={add}
        onError={(error) => say({ text: sentenceFor(error), kind: 'bad' })}
      />
      <p class="hint">{words.photosHint}</p>
      <Message said={said} id="enrol-message" />
    </section>
  );
}
