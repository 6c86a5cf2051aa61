import type { ComponentChildren } from 'preact';
import type { FaceEngine } from '../../../src';
import { megabytes, messages } from '../i18n';
import { engineState } from '../state/engine';
import { sentenceFor } from './sentences';

interface EngineWaitProps {
  /** What can be done until then. */
  readonly meanwhile?: string | undefined;
}

interface WithEngineProps extends EngineWaitProps {
  readonly children: (engine: FaceEngine) => ComponentChildren;
}

/** What needs the engine; until that is there, how far it is. */
export function WithEngine({ meanwhile, children }: WithEngineProps): ComponentChildren {
  const state = engineState.value;
  return state.phase === 'ready' ? children(state.engine) : <EngineWait meanwhile={meanwhile} />;
}

/** In the place of what is to come: what is loading, how much of it is there, and how long the rest will take. */
export function EngineWait({ meanwhile }: EngineWaitProps) {
  const state = engineState.value;
  // Ready, but for what the caller waits for.
  if (state.phase === 'ready') return <p role="status">…</p>;
  if (state.phase === 'failed') return <Failure error={state.error} />;
  const { engine } = messages.value;
  const { progress } = state;
  const arrived = progress !== undefined && progress.loadedBytes >= progress.totalBytes;
  return (
    <section class="card loading">
      {/* The runtimes' own files are not counted; they arrive meanwhile or shortly after. */}
      <p role="status">{arrived ? engine.starting : engine.loading}</p>
      <progress aria-label={engine.loading} max={progress?.totalBytes ?? 1} value={progress?.loadedBytes} />
      {progress && (
        <p class="hint">
          {engine.bytes(megabytes(progress.loadedBytes), megabytes(progress.totalBytes))}
          {progress.secondsLeft !== undefined && ` · ${timeLeft(progress.secondsLeft)}`}
        </p>
      )}
      <p class="hint">{engine.once}</p>
      {meanwhile && <p>{meanwhile}</p>}
    </section>
  );
}

/** What cannot go on: the engine, or a page. */
export function Failure({ error }: { error: unknown }) {
  return (
    <section class="card">
      <p class="message bad" role="alert">
        {sentenceFor(error)}
      </p>
      <button type="button" onClick={() => location.reload()}>
        {messages.value.engine.retry}
      </button>
    </section>
  );
}

/** Rounded: nobody knows it better. */
function timeLeft(seconds: number): string {
  const { engine } = messages.value;
  if (seconds < 10) return engine.soon;
  return seconds < 90
    ? engine.seconds(10 * Math.round(seconds / 10))
    : engine.minutes(Math.round(seconds / 60));
}
