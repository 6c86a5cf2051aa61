import { useId } from 'preact/hooks';
import { messages } from '../../i18n';
import type { Person } from '../../people/people';

interface CorrectionProps {
  readonly people: readonly Person[];
  /** Whether the face was named. */
  readonly known: boolean;
  readonly onCorrect: (name: string) => void;
}

/** "No, this is …": one of the people, or a name that is new. */
export function Correction({ people, known, onCorrect }: CorrectionProps) {
  const { identify, people: words } = messages.value;
  const list = useId();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get('name') ?? '').trim();
    if (name !== '') onCorrect(name);
  };
  return (
    <details class="correction">
      <summary>{known ? identify.notThis : identify.whoIsThis}</summary>
      <form class="row" onSubmit={submit}>
        <label>
          {words.name}
          <input name="name" autocomplete="off" maxLength={100} required list={list} />
        </label>
        <datalist id={list}>
          {people.map(({ id, name }) => (
            <option key={id} value={name} />
          ))}
        </datalist>
        <button type="submit">{identify.thisIs}</button>
      </form>
      <p class="hint">{identify.correctionHint}</p>
    </details>
  );
}
