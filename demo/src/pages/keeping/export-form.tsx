import { useState } from 'preact/hooks';
import { megabytes, messages } from '../../i18n';
import { useEngine } from '../../people/use-people';
import { Message, type Said } from '../../ui/message';
import { sentenceFor } from '../../ui/sentences';
import { type TaskHandle, TaskProgress, useTask } from '../../ui/task';

/** What the manifest's file_handlers say, too. */
const GALLERY_TYPE = 'application/vnd.mien.gallery';

export function ExportForm() {
  const engine = useEngine();
  const { people: words } = messages.value;
  const task = useTask();
  const [said, say] = useState<Said>();
  const write = async (passphrase: string, { signal, tell }: TaskHandle) => {
    say(undefined);
    try {
      const stream = await engine.exportGallery(
        {
          passphrase,
          onProgress: ({ persons, of }) => tell({ done: persons, of, words: words.exporting(persons, of) }),
        },
        { signal },
      );
      const file = await new Response(stream, { headers: { 'Content-Type': GALLERY_TYPE } }).blob();
      offer(file, `mien-${new Date().toISOString().slice(0, 10)}.mien`);
      say({ text: words.exported(`${megabytes(file.size)} MB`) });
    } catch (error) {
      if (!signal.aborted) say({ text: sentenceFor(error, 'file'), kind: 'bad' });
    }
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const passphrase = String(new FormData(event.currentTarget as HTMLFormElement).get('passphrase') ?? '');
    void task.run((handle) => write(passphrase, handle));
  };
  return (
    <form onSubmit={submit}>
      <h3>{words.export}</h3>
      <p class="hint">{words.exportHint}</p>
      <label>
        {words.filePassphrase}
        <input name="passphrase" type="password" autocomplete="new-password" />
      </label>
      <button type="submit" disabled={task.state !== undefined}>
        {words.export}
      </button>
      <TaskProgress task={task} />
      <Message said={said} id="export-message" />
    </form>
  );
}

/** To the browser's downloads. */
function offer(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The download has begun by then, and holds on to the bytes.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
