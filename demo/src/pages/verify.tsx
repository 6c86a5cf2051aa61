import { useState } from 'preact/hooks';
import type { FaceEngine } from '../../../src';
import { messages } from '../i18n';
import { enrol } from '../people/people';
import { usePeople } from '../people/use-people';
import { noteChange } from '../state/engine';
import { addressOf } from '../state/route';
import { EngineWait, WithEngine } from '../ui/engine-wait';
import { Message, type Said } from '../ui/message';
import { loadPortrait, type PortraitId } from '../ui/samples';
import { sentenceFor } from '../ui/sentences';
import { SharedNote } from './verify/shared-note';
import { VerifyForm } from './verify/verify-form';

export default function VerifyPage() {
  const { verify } = messages.value;
  return (
    <>
      <p class="lead">{verify.lead}</p>
      <WithEngine meanwhile={verify.meanwhile}>{(engine) => <Verifying engine={engine} />}</WithEngine>
    </>
  );
}

function Verifying({ engine }: { engine: FaceEngine }) {
  const people = usePeople(engine);
  if (people === undefined) return <EngineWait />;
  const nobody = people.length === 0;
  return (
    <>
      <SharedNote waits={nobody} />
      {nobody ? (
        <Nobody engine={engine} onDone={() => noteChange(engine)} />
      ) : (
        <VerifyForm engine={engine} people={people} />
      )}
    </>
  );
}

/** One portrait each; the other one is there to be verified. */
const FIRST_PORTRAITS: readonly PortraitId[] = ['ann-1', 'bea-1'];

/** Somebody must be known first: a person of the visitor's, or two of the sample portraits. */
function Nobody({ engine, onDone }: { engine: FaceEngine; onDone: () => void }) {
  const { verify, photo, samplePeople } = messages.value;
  const [said, say] = useState<Said>();
  const [busy, setBusy] = useState(false);
  const useSamples = async () => {
    setBusy(true);
    say({ text: photo.looking });
    try {
      for (const [i, name] of [samplePeople.ann, samplePeople.bea].entries())
        await enrol(engine, name, [await loadPortrait(FIRST_PORTRAITS[i])]);
      onDone();
    } catch (error) {
      say({ text: sentenceFor(error, 'enrolment'), kind: 'bad' });
    }
    setBusy(false);
  };
  return (
    <section class="card">
      <p>{verify.nobody}</p>
      <div class="row">
        <a class="button primary" href={addressOf('people')}>
          {verify.addSomeone}
        </a>
        <button type="button" disabled={busy} onClick={useSamples}>
          {verify.trySamples}
        </button>
      </div>
      <Message said={said} />
    </section>
  );
}
