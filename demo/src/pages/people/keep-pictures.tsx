import { useState } from 'preact/hooks';
import { messages } from '../../i18n';
import type { Person } from '../../people/people';
import { keepPictures, keepsPictures, removePictures } from '../../people/pictures';
import { useEngine } from '../../people/use-people';
import { Message, type Said } from '../../ui/message';
import { sentenceFor } from '../../ui/sentences';
import { TaskProgress, useTask } from '../../ui/task';

interface KeepPicturesProps {
  readonly people: readonly Person[];
  readonly onChanged: () => void;
}

/** Whether small pictures are kept. Switched off, those that are there are deleted. */
export function KeepPictures({ people, onChanged }: KeepPicturesProps) {
  const engine = useEngine();
  const { pictures: words } = messages.value;
  const [said, say] = useState<Said>();
  const task = useTask();
  const switchOff = () =>
    task.run(async ({ signal, tell }) => {
      const of = people.length;
      const told = (done: number) => tell({ done, of, words: words.removing(done, of) });
      told(0);
      try {
        const ids = people.map(({ id }) => id);
        await removePictures(engine, ids, signal, told);
        keepPictures(false);
        say({ text: words.allRemoved });
      } catch (error) {
        say(signal.aborted ? { text: words.notAllRemoved } : { text: sentenceFor(error), kind: 'bad' });
      }
      onChanged();
    });
  const choose = (box: HTMLInputElement) => {
    // It is off once they are gone, and not before.
    const on = box.checked;
    box.checked = keepsPictures.value;
    say(undefined);
    if (on) {
      keepPictures(true);
      say({ text: words.fromNowOn });
    } else if (confirm(words.offSure)) void switchOff();
  };
  return (
    <section class="card" aria-labelledby="pictures-title">
      <h2 id="pictures-title">{words.title}</h2>
      <label class="check">
        <input
          type="checkbox"
          checked={keepsPictures.value}
          disabled={task.state !== undefined}
          aria-describedby="pictures-hint"
          onChange={({ currentTarget }) => choose(currentTarget)}
        />
        {words.keep}
      </label>
      <p class="hint" id="pictures-hint">
        {words.hint}
      </p>
      <TaskProgress task={task} />
      <Message said={said} id="pictures-message" />
    </section>
  );
}
