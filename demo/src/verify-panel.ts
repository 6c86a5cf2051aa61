import type { FaceEngine } from '../../src';
import { byId, make } from './dom';
import type { Person } from './people';
import { connectPhotoSource } from './photo-source';
import { hidePhoto, showBox, showPhoto } from './photo-view';
import { hideResult, showResult } from './result-view';
import { sentenceFor } from './sentences';

const section = byId('verify', HTMLElement);
const choice = byId('verify-person', HTMLSelectElement);
const message = byId('verify-message', HTMLElement);

/** Asks whether a photo shows the chosen person; choosing another person asks again. */
export class VerifyPanel {
  readonly #engine: FaceEngine;
  readonly #answered: () => void;
  #photo: File | undefined;
  #running = new AbortController();

  constructor(engine: FaceEngine, answered: () => void) {
    this.#engine = engine;
    this.#answered = answered;
    choice.addEventListener('change', () => {
      if (this.#photo) void this.verify([this.#photo]);
    });
    connectPhotoSource({
      root: byId('verify-source', HTMLElement),
      dropArea: section,
      ready: hasPerson,
      give: (photos) => this.verify(photos),
      fail: (error) => say(sentenceFor(error), 'bad'),
    });
  }

  /** Keeps the chosen person, unless another was just enrolled or the chosen one is gone. */
  setPeople(people: readonly Person[], enrolled?: Person): void {
    const before = choice.value;
    choice.replaceChildren(...people.map(({ id, name }) => make('option', { value: id }, name)));
    choice.disabled = people.length === 0;
    if (people.length === 0) choice.append(make('option', {}, 'nobody is enrolled yet'));
    else choice.value = [enrolled?.id, before].find((id) => people.some((p) => p.id === id)) ?? people[0].id;
    // A verdict about somebody else must not stay under this person's name.
    if (choice.value !== before) this.#clear();
  }

  /** The first of the photos. A later call replaces one that is still running. */
  async verify([photo]: readonly File[]): Promise<void> {
    if (!hasPerson() || photo === undefined) return;
    const { signal } = this.#restart();
    const name = choice.selectedOptions[0].text;
    this.#photo = photo;
    hideResult();
    say('Looking at the photo');
    try {
      await showPhoto(photo);
      const answer = await this.#engine.verify(choice.value, photo, { detail: true, signal });
      showBox(answer.detail);
      showResult(answer);
      say(
        answer.ismatch ? `Match: this looks like ${name}.` : `No match: this does not look like ${name}.`,
        answer.ismatch ? 'match' : 'no-match',
      );
    } catch (error) {
      if (!signal.aborted) say(sentenceFor(error), 'bad');
    }
    this.#answered();
  }

  #clear(): void {
    this.#restart();
    this.#photo = undefined;
    hideResult();
    hidePhoto();
    say('');
  }

  #restart(): AbortController {
    this.#running.abort();
    this.#running = new AbortController();
    return this.#running;
  }
}

function hasPerson(): boolean {
  if (!choice.disabled) return true;
  say('Enrol a person first; then their photos can be verified.', 'bad');
  return false;
}

function say(text: string, kind: 'plain' | 'bad' | 'match' | 'no-match' = 'plain'): void {
  message.textContent = text;
  message.className = `message ${kind}`;
}
