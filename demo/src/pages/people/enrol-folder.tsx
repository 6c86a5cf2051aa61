import { useState } from 'preact/hooks';
import { messages } from '../../i18n';
import { byFolder, type NamedPhotos } from '../../people/folders';
import { enrol, listPeople, type Person, type Refused } from '../../people/people';
import { whenReady } from '../../state/engine';
import { Message, type Said } from '../../ui/message';
import { sentenceFor } from '../../ui/sentences';
import { type TaskHandle, TaskProgress, useTask } from '../../ui/task';
import { kindOf, refusedLine } from './report';

/** Every browser's name for it; Preact's types have none. */
const WHOLE_FOLDER = { webkitdirectory: true };

interface EnrolFolderProps {
  /** Undefined until they are known. */
  readonly people: readonly Person[] | undefined;
  readonly onChanged: () => void;
}

/** Many people at once: a folder of folders of photos. */
export function EnrolFolder({ people, onChanged }: EnrolFolderProps) {
  const { people: words } = messages.value;
  const task = useTask();
  const [said, say] = useState<Said>();
  const [failed, setFailed] = useState<readonly Refused[]>([]);
  const enrolAll = async (named: readonly NamedPhotos[], { signal, tell }: TaskHandle) => {
    const of = named.reduce((sum, { photos }) => sum + photos.length, 0);
    let [done, added, persons] = [0, 0, 0];
    const refused: Refused[] = [];
    const onPhotos = (more: number) => {
      done += more;
      tell({ done, of, words: words.enrolling(done, of) });
    };
    try {
      const engine = await whenReady();
      // Two folders may spell one name.
      const known = [...(people ?? (await listPeople(engine)))];
      for (const { name, photos } of named) {
        const report = await enrol(engine, name, photos, { known, signal, onPhotos });
        if (report.person) known.push(report.person);
        added += report.added;
        persons += report.added > 0 ? 1 : 0;
        refused.push(...report.refused);
      }
      const sentences = [words.enrolled(added, persons), ...(signal.aborted ? [words.cancelled] : [])];
      say({ text: sentences.join(' '), kind: kindOf(added, refused.length) });
    } catch (error) {
      say({ text: sentenceFor(error, 'enrolment'), kind: 'bad' });
    }
    setFailed(refused);
    onChanged();
  };
  const choose = (files: FileList | null) => {
    const named = byFolder(files ?? []);
    setFailed([]);
    if (named.length === 0) return say({ text: words.noFolders, kind: 'bad' });
    say(undefined);
    void task.run((handle) => enrolAll(named, handle));
  };
  return (
    <section class="card" aria-labelledby="folder-title">
      <h2 id="folder-title">{words.folder}</h2>
      <p class="hint">{words.folderHint}</p>
      <label class="button">
        {words.chooseFolder}
        <input
          type="file"
          {...WHOLE_FOLDER}
          multiple
          disabled={task.state !== undefined}
          onChange={({ currentTarget }) => {
            choose(currentTarget.files);
            currentTarget.value = '';
          }}
        />
      </label>
      <TaskProgress task={task} />
      <Message said={said} id="folder-message" />
      {failed.length > 0 && (
        <details open>
          <summary>{words.failedPhotos(failed.length)}</summary>
          <ul class="failures">
            {failed.map((each, i) => (
              // Two folders may have a photo of one name.
              <li key={`${each.photo} ${i}`}>{refusedLine(each, true)}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
