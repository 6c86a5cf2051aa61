import type { ComponentChildren } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { messages } from '../i18n';
import { sentenceFor } from '../ui/sentences';

/** What a page shows when it cannot be shown: its code is gone since a newer version runs, or the storage failed. */
export function Boundary({ children }: { children: ComponentChildren }) {
  const [error] = useErrorBoundary();
  return error === undefined ? <div class="stack">{children}</div> : <Broken error={error} />;
}

export function Broken({ error }: { error: unknown }) {
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
