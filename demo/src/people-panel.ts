import { byId, make } from './dom';
import type { People, Person } from './people';
import { connectPhotoSource } from './photo-source';
import { sentenceFor } from './sentences';

const list = byId('people-list', HTMLUListElement);
const empty = byId('people-empty', HTMLElement);
const form = byId('enrol', HTMLFormElement);
const name = byId('enrol-name', HTMLInputElement);
const knownNames = byId('enrol-known', HTMLDataListElement);
const message = byId('enrol-message', HTMLElement);

/** The list of persons and the form that adds to it. */
export class PeoplePanel {
  readonly #people: People;
  /** Hears of every change, with the person that was just enrolled, if any. */
  readonly #changed: (people: readonly Person[], enrolled?: Person) => void;
  #turn: Promise<void> = Promise.resolve();

  constructor(people: People, changed: (people: readonly Person[], enrolled?: Person) => void) {
    this.#people = people;
    this.#changed = changed;
    form.addEventListener('submit', (event) => event.preventDefault());
    connectPhotoSource({
      root: byId('enrol-source', HTMLElement),
      dropArea: form,
      ready: hasName,
      give: (photos) => this.enrol(photos),
      fail,
    });
    // Another tab may have enrolled or deleted somebody meanwhile.
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) void this.refresh();
    });
  }

  async refresh(enrolled?: Person): Promise<void> {
    try {
      const people = await this.#people.list();
      list.replaceChildren(...people.map((person) => this.#row(person)));
      knownNames.replaceChildren(...people.map((person) => make('option', { value: person.name })));
      empty.hidden = people.length > 0;
      this.#changed(people, enrolled);
    } catch (error) {
      fail(error);
    }
  }

  /** One after the other, so that two calls with a new name do not create two persons. */
  async enrol(photos: readonly File[]): Promise<void> {
    if (!hasName()) return;
    const wanted = name.value;
    this.#turn = this.#turn.then(() => this.#enrol(wanted, photos));
    await this.#turn;
  }

  async #enrol(wanted: string, photos: readonly File[]): Promise<void> {
    say(photos.length > 1 ? `Looking at ${photos.length} photos` : 'Looking at the photo');
    try {
      const { person, added, refused } = await this.#people.enrol(wanted, photos);
      const done = person && added > 0 ? [`${person.name}: ${count(added)} added.`] : [];
      say([...done, ...refused].join('\n'), added === 0);
      if (added > 0 && name.value === wanted) name.value = '';
      await this.refresh(person);
    } catch (error) {
      fail(error);
    }
  }

  #row(person: Person): HTMLLIElement {
    const remove = make('button', { type: 'button', ariaLabel: `Delete ${person.name}` }, 'Delete');
    remove.addEventListener('click', () => void this.#remove(person));
    return make(
      'li',
      {},
      make('span', { className: 'name' }, person.name),
      make('span', { className: 'hint' }, count(person.faces)),
      remove,
    );
  }

  async #remove(person: Person): Promise<void> {
    if (!confirm(`Delete ${person.name} and the face data of ${count(person.faces)}? This cannot be undone.`))
      return;
    try {
      await this.#people.remove(person.id);
      say(`${person.name} was deleted.`);
    } catch (error) {
      fail(error);
    }
    await this.refresh();
    // The button that had the focus is gone.
    name.focus();
  }
}

function hasName(): boolean {
  if (name.value.trim() !== '') return true;
  say('Type the person’s name first.', true);
  name.focus();
  return false;
}

function count(photos: number): string {
  return photos === 1 ? '1 photo' : `${photos} photos`;
}

function fail(error: unknown): void {
  say(sentenceFor(error), true);
}

function say(text: string, bad = false): void {
  message.textContent = text;
  message.classList.toggle('bad', bad);
}
