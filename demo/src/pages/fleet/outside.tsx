import { useState } from 'preact/hooks';
import { messages } from '../../i18n';
import { takePart } from '../../state/fleet';
import { Message, type Said } from '../../ui/message';
import { type TaskHandle, useTask } from '../../ui/task';
import { type Asked, EntryForm } from './entry-form';
import { Joining, type JoinStep } from './joining';
import { troubleOf } from './trouble';

/** This device is in no fleet: it joins one by a code, or begins one. */
export function Outside() {
  const { fleet: words } = messages.value;
  const [step, setStep] = useState<JoinStep>();
  const [said, say] = useState<Said>();
  const task = useTask();
  const enter = async ({ found, servers, deviceName, login }: Asked, { signal }: TaskHandle) => {
    say(undefined);
    setStep({ kind: 'reaching' });
    const common = { servers, deviceName, signal, ...(login && { login }) };
    const asks = {
      showCode: (code: string) => setStep({ kind: 'code', code }),
      confirm: (check: string, fleetName: string) =>
        new Promise<boolean>((resolve) => {
          const answer = (same: boolean) => {
            setStep({ kind: 'reaching' });
            resolve(same);
          };
          // The worker waits for the answer, whoever has left meanwhile.
          signal.addEventListener('abort', () => resolve(false), { once: true });
          setStep({ kind: 'check', check, fleetName, answer });
        }),
    };
    try {
      await takePart(found === undefined ? { ...common, ...asks } : { ...common, found: { name: found } });
    } catch (error) {
      if (!signal.aborted) say({ text: troubleOf(error), kind: 'bad' });
    }
    setStep(undefined);
  };
  return (
    <>
      <section class="card" hidden={step !== undefined} aria-labelledby="enter-title">
        <h2 id="enter-title">{words.enter}</h2>
        <EntryForm
          onAsked={(asked) => void task.run((handle) => enter(asked, handle))}
          onRefused={(text) => say({ text, kind: 'bad' })}
        />
        <Message said={said} id="fleet-message" />
      </section>
      {step && <Joining step={step} onCancel={task.cancel} />}
      <section class="card" aria-labelledby="sees-title">
        <h2 id="sees-title">{words.sees}</h2>
        <ul class="prose">
          <li>{words.seesShared}</li>
          <li>{words.seesServer}</li>
          <li>{words.seesLost}</li>
        </ul>
      </section>
    </>
  );
}
