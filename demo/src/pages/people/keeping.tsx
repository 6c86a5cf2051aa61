import { useState } from 'preact/hooks';
import { messages } from '../../i18n';
import { useEngine } from '../../people/use-people';
import { Message, type Said } from '../../ui/message';
import { sentenceFor } from '../../ui/sentences';
import { ExportForm } from './export-form';
import { ImportForm } from './import-form';
import { PassphraseForm } from './passphrase-form';

export interface KeepingProps {
  readonly onChanged: (said?: Said) => void;
}

/** The gallery as a whole: files of it, its lock, its end. */
export function Keeping({ onChanged }: KeepingProps) {
  const engine = useEngine();
  const { people: words } = messages.value;
  const [said, say] = useState<Said>();
  const erase = async () => {
    if (!confirm(words.eraseSure)) return;
    try {
      await engine.erase();
      onChanged({ text: words.erased });
    } catch (error) {
      say({ text: sentenceFor(error), kind: 'bad' });
    }
  };
  return (
    <section class="card" aria-labelledby="keeping-title">
      <h2 id="keeping-title">{words.keeping}</h2>
      <ExportForm />
      <ImportForm onChanged={onChanged} />
      <PassphraseForm onChanged={onChanged} />
      <Message said={said} />
      <button type="button" class="danger" onClick={erase}>
        {words.erase}
      </button>
    </section>
  );
}
