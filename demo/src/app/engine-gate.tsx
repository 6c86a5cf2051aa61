import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { megabytes, messages } from '../i18n';
import { engineState, locked, noteChange } from '../state/engine';
import type { PageName } from '../state/route';
import { Message, type Said } from '../ui/message';
import { sentenceFor } from '../ui/sentences';
import { Broken } from './boundary';

/** Pages that need no one's templates. */
const OPEN: readonly PageName[] = ['explore', 'benchmark', 'about', 'api'];

/** Shows how the models load; then the page, unless that needs a gallery which is locked. */
export function EngineGate({ page, children }: { page: PageName; children: ComponentChildren }) {
  const state = engineState.value;
  if (state.phase === 'loading') return <Loading />;
  if (state.phase === 'failed') return <Broken error={state.error} />;
  if (locked.value && !OPEN.includes(page)) return <Unlock />;
  return <>{children}</>;
}

function Loading() {
  const { engine } = messages.value;
  const state = engineState.value;
  const progress = state.phase === 'loading' ? state.progress : undefined;
  const arrived = progress !== undefined && progress.loadedBytes >= progress.totalBytes;
  return (
    <section class="card" id="loading">
      {/* The runtimes' own files are not counted; they arrive meanwhile or shortly after. */}
      <p role="status">{arrived ? engine.starting : engine.loading}</p>
      <progress aria-label={engine.loading} max={progress?.totalBytes ?? 1} value={progress?.loadedBytes} />
      <p class="hint">
        {progress && engine.bytes(megabytes(progress.loadedBytes), megabytes(progress.totalBytes))}
      </p>
    </section>
  );
}

function Unlock() {
  const { lock, people } = messages.value;
  const [said, say] = useState<Said>();
  const input = useRef<HTMLInputElement>(null);
  const unlock = async (event: Event) => {
    event.preventDefault();
    const state = engineState.value;
    if (state.phase !== 'ready') return;
    try {
      await state.engine.unlock(input.current?.value ?? '');
      noteChange(state.engine);
    } catch (error) {
      say({ text: sentenceFor(error, 'lock'), kind: 'bad' });
    }
  };
  const erase = async () => {
    const state = engineState.value;
    if (state.phase !== 'ready' || !confirm(people.eraseSure)) return;
    try {
      await state.engine.erase();
      noteChange(state.engine);
    } catch (error) {
      say({ text: sentenceFor(error), kind: 'bad' });
    }
  };
  return (
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
      <p class="hint">{lock.forgotten}</p>
      <button type="button" class="danger" onClick={erase}>
        {people.erase}
      </button>
    </form>
  );
}
