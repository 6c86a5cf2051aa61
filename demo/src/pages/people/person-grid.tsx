import { useState } from 'preact/hooks';
import { messages } from '../../i18n';
import type { Person } from '../../people/people';
import { Portrait } from './portrait';

export interface PersonGridProps {
  readonly people: readonly Person[];
  readonly opened: string | undefined;
  readonly onOpen: (id: string) => void;
}

/** More tiles than these make the page slow; the search narrows them down. */
const MOST_TILES = 200;

export function PersonGrid({ people, opened, onOpen }: PersonGridProps) {
  const { people: words } = messages.value;
  const [search, setSearch] = useState('');
  const [group, setGroup] = useState('');
  const groups = [...new Set(people.flatMap((person) => person.groups))].sort();
  const shown = people.filter(
    (person) =>
      person.name.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase()) &&
      (group === '' || person.groups.includes(group)),
  );
  if (people.length === 0) return <p class="card">{words.empty}</p>;
  return (
    <section class="card" aria-labelledby="people-count">
      <div class="row">
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={search}
          onInput={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        <select
          aria-label={words.group}
          value={group}
          onChange={({ currentTarget }) => setGroup(currentTarget.value)}
        >
          <option value="">{words.allGroups}</option>
          {groups.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </div>
      <p id="people-count" class="hint" role="status">
        {words.showing(shown.length, people.length)}
      </p>
      <ul class="people" aria-labelledby="people-count">
        {shown.slice(0, MOST_TILES).map(({ id, name, faceIds }) => (
          <li key={id}>
            <button type="button" class="person" aria-expanded={id === opened} onClick={() => onOpen(id)}>
              <Portrait id={id} name={name} />
              <span class="name">{name}</span>
              <span class="hint">{words.faces(faceIds.length)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
