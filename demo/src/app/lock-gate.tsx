import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { messages } from '../i18n';
import { EraseEverything } from '../people/erase-everything';
import { locked, noteChange, readyEngine, whenReady } from '../state/engine';
import type { PageName } from '../state/route';
import { Message, type Said } from '../ui/message';
import { sentenceFor } from '../ui/sentences';

/** Pages that are about people who are enrolled. */
const CLOSED: readonly PageName[] = ['verify', 'people', 'identify', 'keeping', 'fleet', 'kiosk'];

/** The page, unless that needs a gallery which is locked. */
export function LockGate({
  page,
  children,
}: {
  page: PageName;
  children: ComponentChildren;
}): ComponentChildren {
  // Before a kiosk anybody may stand.
  return locked.value && CLOSED.includes(page) ? <Unlock erasable={page !== 'kiosk'} /> : children;
}

function Unlock({ erasable }: { erasable: boolean }) {
  const { lock } = messages.value;
  const engine = readyEngine.value;
  const [said, say] = useState<Said>();
  const input = useRef<HTMLInputElement>(null);
  const unlock = async (event: Event) => {
    event.preventDefault();
    try {
      const engine = await whenReady();
      await engine.unlock(input.current?.value ?? '');
      noteChange(engine);
    } catch (error) {
      say({ text: sentenceFor(error, 'lock'), kind: 'bad' });
    }
  };
  return (
    <>
      <form class="card" onSubmit={unlock}>
        <h2>{lock.locked}</h2>
        <p>{lock.explain}</p>
        <label>
          {lock.passphrase}
          <input type="password" autocomplete="current-password" ref={input} />
        </label>
        <button type="submit" class="primary">
          {lock.open}
        </button>
        <Message said={said} />
      </form>
      {erasable && (
        <section class="card danger-zone">
          <h2>{lock.forgottenTitle}</h2>
          <p>{lock.forgotten}</p>
          {engine && <EraseEverything engine={engine} onErased={() => noteChange(engine)} />}
        </section>
      )}
    </>
  );
}
