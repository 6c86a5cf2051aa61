import { useId, useState } from 'preact/hooks';
import { messages } from '../../i18n';
import type { Person } from '../../people/people';

interface TwiceJoinProps {
  readonly persons: readonly [Person, Person];
  readonly onJoin: (stays: Person, gone: Person, name: string) => Promise<void>;
}

/** One of the two is deleted: which, and which name stays. */
export function TwiceJoin({ persons, onJoin }: TwiceJoinProps) {
  const { twice: words } = messages.value;
  const [one, other] = persons;
  // More faces miss fewer tries.
  const [chosen, setChosen] = useState(other.faceIds.length > one.faceIds.length ? other.id : one.id);
  const [stays, gone] = chosen === one.id ? [one, other] : [other, one];
  const [name, setName] = useState(stays.name);
  const [busy, setBusy] = useState(false);
  const [entries, names] = [useId(), useId()];
  const join = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    await onJoin(stays, gone, name);
    setBusy(false);
  };
  return (
    <form class="join" onSubmit={join}>
      <p class="hint">{words.explain}</p>
      <fieldset>
        <legend>{words.whichStays}</legend>
        {persons.map((person) => (
          <label key={person.id} class="check">
            <input
              type="radio"
              name={entries}
              checked={person === stays}
              onChange={() => setChosen(person.id)}
            />
            {words.entry(person.name, person.faceIds.length)}
          </label>
        ))}
      </fieldset>
      {one.name !== other.name && (
        <fieldset>
          <legend>{words.whichName}</legend>
          {persons.map((person) => (
            <label key={person.id} class="check">
              <input
                type="radio"
                name={names}
                checked={person.name === name}
                onChange={() => setName(person.name)}
              />
              {person.name}
            </label>
          ))}
        </fieldset>
      )}
      <button type="submit" class="danger" disabled={busy}>
        {words.deleteOther(gone.name)}
      </button>
    </form>
  );
}
