import { useState } from 'preact/hooks';
import { messages } from '../i18n';
import { keepsPictures } from '../people/pictures';
import { usePeople } from '../people/use-people';
import { noteChange, readyEngine } from '../state/engine';
import { addressOf } from '../state/route';
import { EngineWait } from '../ui/engine-wait';
import { Message, type Said } from '../ui/message';
import { EnrolFolder } from './people/enrol-folder';
import { EnrolForm } from './people/enrol-form';
import { KeepPictures } from './people/keep-pictures';
import { PersonCard } from './people/person-card';
import { PersonGrid } from './people/person-grid';
import { Twice } from './people/twice';

export default function PeoplePage() {
  const engine = readyEngine.value;
  const people = usePeople(engine);
  const { people: words, pictures } = messages.value;
  const [opened, setOpened] = useState<string>();
  const [said, say] = useState<Said>();
  const changed = (next?: Said) => {
    if (next) say(next);
    if (engine) noteChange(engine);
  };
  const person = people?.find(({ id }) => id === opened);
  return (
    <>
      <p class="lead">
        {keepsPictures.value ? pictures.lead : words.lead}{' '}
        <a href={addressOf('keeping')}>{words.toKeeping}</a>
      </p>
      <Message said={said} id="people-message" />
      <div class="columns">
        <div class="stack">
          {people === undefined ? (
            <EngineWait meanwhile={words.meanwhile} />
          ) : (
            <PersonGrid
              people={people}
              opened={opened}
              onOpen={(id) => setOpened(id === opened ? undefined : id)}
            />
          )}
          {person && <PersonCard key={person.id} person={person} onChanged={changed} />}
          {people && people.length > 1 && <Twice people={people} onChanged={changed} />}
        </div>
        <div class="stack">
          <EnrolForm people={people} onChanged={changed} />
          <EnrolFolder people={people} onChanged={changed} />
          {people && <KeepPictures people={people} onChanged={changed} />}
        </div>
      </div>
    </>
  );
}
