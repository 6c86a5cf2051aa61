import { useEffect, useRef, useState } from 'preact/hooks';
import type { ImportMode } from '../../../../src';
import { messages } from '../../i18n';
import { useEngine } from '../../people/use-people';
import { launchFile } from '../../state/launch';
import { FileField } from '../../ui/file-field';
import { Message, type Said } from '../../ui/message';
import { sentenceFor } from '../../ui/sentences';
import { type TaskHandle, TaskProgress, useTask } from '../../ui/task';

export function ImportForm({ onChanged }: { onChanged: () => void }) {
  const engine = useEngine();
  const { people: words } = messages.value;
  const task = useTask();
  const [said, say] = useState<Said>();
  const chosen = useRef<HTMLInputElement>(null);
  const passphrase = useRef<HTMLInputElement>(null);
  const launched = launchFile.value;
  useEffect(() => {
    if (launched === undefined || chosen.current === null) return;
    chosen.current.files = listOf(launched);
    chosen.current.dispatchEvent(new Event('change'));
    launchFile.value = undefined;
    say({ text: messages.value.installed.opened(launched.name) });
    passphrase.current?.focus();
  }, [launched]);
  const read = async (form: FormData, { signal, tell }: TaskHandle) => {
    say(undefined);
    const file = form.get('file') as File;
    try {
      const { persons, faces, merged } = await engine.importGallery(
        {
          file,
          passphrase: String(form.get('passphrase')),
          mode: form.get('mode') as ImportMode,
          onProgress: ({ persons: done, of, bytes }) =>
            tell({ done: bytes, of: file.size, words: words.exporting(done, of ?? done) }),
        },
        { signal },
      );
      say({ text: words.imported(persons, faces, merged) });
      onChanged();
    } catch (error) {
      if (!signal.aborted) say({ text: sentenceFor(error, 'file'), kind: 'bad' });
    }
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    if (form.get('mode') === 'replace' && !confirm(words.replaceSure)) return;
    void task.run((handle) => read(form, handle));
  };
  return (
    <form onSubmit={submit}>
      <h3>{words.import}</h3>
      <FileField
        label={words.importFile}
        spoken={words.importFile}
        choose={words.chooseFile}
        name="file"
        required
        input={chosen}
      />
      <label>
        {words.filePassphrase}
        <input name="passphrase" type="password" autocomplete="off" ref={passphrase} />
      </label>
      <label>
        {words.importMode}
        <select name="mode">
          <option value="merge">{words.merge}</option>
          <option value="replace">{words.replace}</option>
        </select>
      </label>
      <button type="submit" disabled={task.state !== undefined}>
        {words.import}
      </button>
      <TaskProgress task={task} />
      <Message said={said} id="import-message" />
    </form>
  );
}

/** An input takes files in no other form. */
function listOf(file: File): FileList {
  const data = new DataTransfer();
  data.items.add(file);
  return data.files;
}
