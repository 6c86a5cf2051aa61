/** @jsxImportSource preact */

import type { CaptureEngine, CaptureResult } from 'mien/capture';
import type {} from 'mien/preact';

/** Not run: `<mien-capture>` in Preact's JSX. */
export const door = (engine: CaptureEngine, take: (result: CaptureResult) => void) => (
  <>
    <mien-capture engine={engine} mode="enrol" class="door" oncaptured={({ detail }) => take(detail)} />
    <mien-capture
      engine={engine}
      liveness="both"
      without="nod"
      onliveness={({ detail }) => console.log(detail.text)}
    />
    {/* @ts-expect-error There is no such mode. */}
    <mien-capture engine={engine} mode="guess" />
  </>
);
