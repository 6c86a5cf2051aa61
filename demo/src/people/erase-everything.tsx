import { useId, useState } from 'preact/hooks';
import type { FaceEngine } from '../../../src';
import { messages } from '../i18n';
import { Message, type Said } from '../ui/message';
import { sentenceFor } from '../ui/sentences';

interface EraseEverythingProps {
  readonly engine: FaceEngine;
  readonly onErased: () => void;
}

/** Deletes everybody, once a word was typed: nobody does that by mistake. */
export function EraseEverything({ engine, onErased }: EraseEverythingProps) {
  const { people: words } = messages.value;
  const [typed, setTyped] = useState('');
  const [said, say] = useState<Said>();
  const hint = useId();
  const sure = typed.trim().toLocaleLowerCase() === words.eraseWord;
  const erase = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!sure) return say({ text: words.eraseType, kind: 'bad' });
    try {
      await engine.erase();
      onErased();
    } catch (error) {
      say({ text: sentenceFor(error), kind: 'bad' });
    }
  };
  return (
    <form onSubmit={erase}>
      <p id={hint}>{words.eraseExplain}</p>
      <label>
        {words.eraseType}
        <input
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-describedby={hint}
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </label>
      <button type="submit" class="danger">
        {words.erase}
      </button>
      <Message said={said} />
    </form>
  );
}
