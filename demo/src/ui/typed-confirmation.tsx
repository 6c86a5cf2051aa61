import { useId, useState } from 'preact/hooks';
import { Message, type Said } from './message';
import { sentenceFor } from './sentences';

interface TypedConfirmationProps {
  /** What will happen. */
  readonly explain: string;
  /** Asks for the word. */
  readonly prompt: string;
  readonly word: string;
  /** What the button says. */
  readonly action: string;
  /** While it is under way. */
  readonly busy?: string;
  readonly sentence?: (error: unknown) => string;
  readonly onConfirmed: () => Promise<void>;
}

/** What cannot be undone is done once a word was typed: nobody does that by mistake. */
export function TypedConfirmation({
  explain,
  prompt,
  word,
  action,
  busy,
  sentence = sentenceFor,
  onConfirmed,
}: TypedConfirmationProps) {
  const [typed, setTyped] = useState('');
  const [working, setWorking] = useState(false);
  const [said, say] = useState<Said>();
  const hint = useId();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (typed.trim().toLocaleLowerCase() !== word) return say({ text: prompt, kind: 'bad' });
    setWorking(true);
    say(busy === undefined ? undefined : { text: busy });
    try {
      await onConfirmed();
    } catch (error) {
      say({ text: sentence(error), kind: 'bad' });
    }
    setWorking(false);
  };
  return (
    <form onSubmit={submit}>
      <p id={hint}>{explain}</p>
      <label>
        {prompt}
        <input
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-describedby={hint}
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </label>
      <button type="submit" class="danger" disabled={working}>
        {action}
      </button>
      <Message said={said} />
    </form>
  );
}
