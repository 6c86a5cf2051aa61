import { useState } from 'preact/hooks';
import { messages } from '../../i18n';
import type { Person } from '../../people/people';
import { useEngine } from '../../people/use-people';
import { Message, type Said } from '../../ui/message';
import { sentenceFor } from '../../ui/sentences';
import { PersonFaces } from './person-faces';
import { PersonGroups } from './person-groups';
import { PersonPicture } from './person-picture';

export interface PersonCardProps {
  readonly person: Person;
  /** Says what was done, where the person may be gone, and has everyone read anew. */
  readonly onChanged: (said?: Said) => void;
}

export function PersonCard({ person, onChanged }: PersonCardProps) {
  const engine = useEngine();
  const { people: words } = messages.value;
  const [said, say] = useState<Said>();
  const fail = (error: unknown) => say({ text: sentenceFor(error, 'enrolment'), kind: 'bad' });
  const rename = async (event: SubmitEvent) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get('name') ?? '').trim();
    if (name === '') return say({ text: words.nameFirst, kind: 'bad' });
    try {
      await engine.setinfo({ person_id: person.id, person_name: name });
      say({ text: words.renamed(name) });
      onChanged();
    } catch (error) {
      fail(error);
    }
  };
  const remove = async () => {
    if (!confirm(words.removeSure(person.name))) return;
    try {
      await engine.delperson(person.id);
      onChanged({ text: words.removed(person.name) });
    } catch (error) {
      fail(error);
    }
  };
  return (
    <section class="card" aria-label={person.name}>
      <h2>{person.name}</h2>
      <form class="row" onSubmit={rename}>
        <label>
          {words.name}
          <input name="name" defaultValue={person.name} maxLength={100} autocomplete="off" />
        </label>
        <button type="submit">{words.rename}</button>
      </form>
      <PersonPicture person={person} onChanged={onChanged} onSaid={say} onError={fail} />
      <PersonFaces person={person} onChanged={onChanged} onSaid={say} onError={fail} />
      <PersonGroups person={person} onChanged={onChanged} onError={fail} />
      <Message said={said} />
      <button type="button" class="danger" onClick={remove}>
        {words.removeLong(person.name)}
      </button>
    </section>
  );
}
