import type { CaptureResult } from 'mien/capture';
import { Capture, useEngine } from 'mien/react';

/** Not run: what a consumer writes with the types of `mien/react`, and what a compiler must refuse. */
export function Door({ take }: { readonly take: (result: CaptureResult) => void }) {
  const { engine, error } = useEngine({ appid: 'types' });
  if (error !== undefined) return <p>{String(error)}</p>;
  return (
    <>
      <Capture engine={engine} mode="enrol" shots={3} onCaptured={take} className="door" />
      <mien-capture engine={engine} files="no" className="door" oncaptured={({ detail }) => take(detail)} />
      <Capture
        engine={engine}
        liveness="actions"
        no-flash
        sound
        onLiveness={({ verdict }) => console.log(verdict.live)}
      />
      {/* @ts-expect-error There is no such mode. */}
      <Capture engine={engine} mode="guess" />
      {/* @ts-expect-error A result has frames, not one. */}
      <mien-capture engine={engine} oncaptured={({ detail }) => take(detail.frame)} />
    </>
  );
}
