import { useState } from 'preact/hooks';
import { messages } from '../i18n';
import { useEngine, usePeople } from '../people/use-people';
import { noteChange } from '../state/engine';
import { Message, type Said } from '../ui/message';
import { EnrolFolder } from './people/enrol-folder';
import { EnrolForm } from './people/enrol-form';
import { Keeping } from './people/keeping';
import { PersonCard } from './people/person-card';
import { PersonList } from './people/person-list';

export default function PeoplePage() {
  const engine = useEngine();
  const people = usePeople(engine);
  const { people: words } = messages.value;
  const [opened, setOpened] = useState<string>();
  const [said, say] = useState<Said>();
  if (people === undefined) return <p role="status">…</p>;
  const changed = (next?: Said) => {
    if (next) say(next);
    noteChange(engine);
  };
  const person = people.find(({ id }) => id === opened);
  return (
    <>
      <p class="lead">{words.lead}</p>
      <Message said={said} id="people-message" />
      <div class="columns">
        <div class="stack">
          <PersonList
            people={people}
            opened={opened}
            onOpen={(id) => setOpened(id === opened ? undefined : id)}
          />
          {person && <PersonCard key={person.id} person={person} onChanged={changed} />}
        </div>
        <div class="stack">
          <EnrolForm people={people} onChanged={changed} />
          <EnrolFolder people={people} onChanged={changed} />
          <Keeping onChanged={changed} />
        </div>
      </div>
    </>
  );
}
