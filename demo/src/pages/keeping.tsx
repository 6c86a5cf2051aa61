import { useState } from 'preact/hooks';
import type { FaceEngine } from '../../../src';
import { messages } from '../i18n';
import { EraseEverything } from '../people/erase-everything';
import { KioskChoice } from '../people/kiosk-choice';
import { noteChange } from '../state/engine';
import { WithEngine } from '../ui/engine-wait';
import { Message, type Said } from '../ui/message';
import { ExportForm } from './keeping/export-form';
import { ImportForm } from './keeping/import-form';
import { PassphraseForm } from './keeping/passphrase-form';

/** The gallery as a whole: files of it, its lock, and apart from those its end. */
export default function KeepingPage() {
  const { keeping } = messages.value;
  return (
    <>
      <p class="lead">{keeping.lead}</p>
      <WithEngine meanwhile={keeping.meanwhile}>{(engine) => <Keeping engine={engine} />}</WithEngine>
    </>
  );
}

function Keeping({ engine }: { engine: FaceEngine }) {
  const { keeping, kiosk, people } = messages.value;
  const [said, say] = useState<Said>();
  const changed = (next?: Said) => {
    say(next);
    noteChange(engine);
  };
  return (
    <>
      <div class="columns">
        <section class="card" aria-labelledby="copies-title">
          <h2 id="copies-title">{keeping.copies}</h2>
          <ExportForm />
          <ImportForm onChanged={changed} />
        </section>
        <section class="card" aria-labelledby="protect-title">
          <h2 id="protect-title">{keeping.protect}</h2>
          <PassphraseForm onChanged={changed} />
        </section>
        <section class="card" aria-labelledby="kiosk-title">
          <h2 id="kiosk-title">{kiosk.title}</h2>
          <p>{kiosk.lead}</p>
          <KioskChoice engine={engine} />
        </section>
      </div>
      <section class="card danger-zone" aria-labelledby="erase-title">
        <h2 id="erase-title">{people.erase}</h2>
        <EraseEverything engine={engine} onErased={() => changed({ text: people.erased })} />
        <Message said={said} id="keeping-message" />
      </section>
    </>
  );
}
