import type { ComponentChildren } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { Failure } from '../ui/engine-wait';

/** What a page shows when it cannot be shown: its code is gone since a newer version runs, or the storage failed. */
export function Boundary({ children }: { children: ComponentChildren }) {
  const [error] = useErrorBoundary();
  return error === undefined ? <div class="stack">{children}</div> : <Failure error={error} />;
}
