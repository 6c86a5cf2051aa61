import { useEffect, useRef } from 'preact/hooks';
import { messages } from '../../i18n';
import { fleetServers } from '../../state/fleet';
import { Digits } from './digits';

interface OpenInvitationProps {
  /** What the new device must show, once its code was typed. */
  readonly check: string | undefined;
  readonly onCode: (code: string) => void;
  readonly onClose: () => void;
}

export function OpenInvitation({ check, onCode, onClose }: OpenInvitationProps) {
  const { fleet: words } = messages.value;
  const input = useRef<HTMLInputElement>(null);
  const done = useRef<HTMLButtonElement>(null);
  const joined = check !== undefined;
  useEffect(() => (joined ? done : input).current?.focus(), [joined]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onCode(String(new FormData(event.currentTarget as HTMLFormElement).get('code') ?? ''));
  };
  if (joined)
    return (
      <>
        <h3>{words.mustShow}</h3>
        <Digits of={check} />
        <p class="hint">{words.mustShowHint}</p>
        <button type="button" ref={done} onClick={onClose}>
          {words.done}
        </button>
      </>
    );
  return (
    <form onSubmit={submit}>
      <ol class="prose">
        <li>{words.step1}</li>
        <li>
          {words.step2} <code>{fleetServers.value.join(', ')}</code>
        </li>
        <li>{words.step3}</li>
      </ol>
      <label>
        {words.code}
        <input
          name="code"
          ref={input}
          class="code-field"
          inputMode="numeric"
          pattern="[0-9 ]*"
          maxLength={7}
          autocomplete="off"
          required
        />
      </label>
      <div class="row">
        <button type="submit" class="primary">
          {words.letIn}
        </button>
        <button type="button" onClick={onClose}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
