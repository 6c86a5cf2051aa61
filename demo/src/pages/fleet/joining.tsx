import { useEffect, useRef } from 'preact/hooks';
import { messages } from '../../i18n';
import { Digits } from './digits';

/** How far a device that wants to join has come. */
export type JoinStep =
  | { readonly kind: 'reaching' }
  | { readonly kind: 'code'; readonly code: string }
  | {
      readonly kind: 'check';
      readonly check: string;
      readonly fleetName: string;
      readonly answer: (same: boolean) => void;
    };

/** What the person before this device does now. */
export function Joining({ step, onCancel }: { step: JoinStep; onCancel: () => void }) {
  const { fleet: words } = messages.value;
  const card = useRef<HTMLElement>(null);
  // What had the focus is gone.
  useEffect(() => card.current?.focus(), [step.kind]);
  return (
    <section class="card" ref={card} tabIndex={-1} aria-labelledby="joining-title" aria-live="polite">
      {step.kind === 'reaching' && (
        <>
          <h2 id="joining-title">{words.reaching}</h2>
          <progress aria-label={words.reaching} />
          <details>
            <summary>{words.long}</summary>
            <p>{words.longHint}</p>
          </details>
        </>
      )}
      {step.kind === 'code' && (
        <>
          <h2 id="joining-title">{words.typeThere}</h2>
          <Digits of={step.code} />
          <p class="hint">{words.typeThereHint}</p>
        </>
      )}
      {step.kind === 'check' && (
        <>
          <h2 id="joining-title">{words.sameThere(step.fleetName)}</h2>
          <Digits of={step.check} />
          <div class="row">
            <button type="button" class="primary" onClick={() => step.answer(true)}>
              {words.same}
            </button>
            <button type="button" onClick={() => step.answer(false)}>
              {words.different}
            </button>
          </div>
        </>
      )}
      <button type="button" onClick={onCancel}>
        {words.cancel}
      </button>
    </section>
  );
}
