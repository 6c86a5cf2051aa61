import { useState } from 'preact/hooks';
import type { FleetLogin } from '../../../../src/member';
import { messages } from '../../i18n';
import { LoginFields, loginOf } from './login-fields';

export interface Asked {
  /** The new fleet's name; undefined to join one. */
  readonly found: string | undefined;
  readonly servers: readonly string[];
  readonly deviceName: string;
  readonly login: FleetLogin | undefined;
}

interface EntryFormProps {
  readonly onAsked: (asked: Asked) => void;
  readonly onRefused: (sentence: string) => void;
}

export function EntryForm({ onAsked, onRefused }: EntryFormProps) {
  const { fleet: words } = messages.value;
  const [founds, setFounds] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const servers = text('servers').split(/[\s,]+/);
    if (!servers.every(isAddress)) return onRefused(words.badAddress);
    const found = founds ? text('found') : undefined;
    const deviceName = text('device');
    if (deviceName === '' || found === '') return onRefused(words.nameMissing);
    onAsked({ found, servers, deviceName, login: loginOf(form) });
  };
  return (
    <form onSubmit={submit}>
      <fieldset>
        <legend>{words.what}</legend>
        {[false, true].map((each) => (
          <label key={String(each)} class="check">
            <input type="radio" name="what" checked={founds === each} onChange={() => setFounds(each)} />
            {each ? words.found : words.join}
          </label>
        ))}
      </fieldset>
      <label>
        {words.servers}
        <input
          name="servers"
          inputMode="url"
          placeholder="wss://fleet.example.org:9222"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          required
        />
        <span class="hint">{words.serversHint}</span>
      </label>
      {founds && (
        <label>
          {words.fleetName}
          <input name="found" maxLength={100} autocomplete="off" required />
        </label>
      )}
      <label>
        {words.deviceName}
        <input name="device" maxLength={100} autocomplete="off" required />
        <span class="hint">{words.deviceNameHint}</span>
      </label>
      <LoginFields title={words.login} hint={founds ? words.loginFoundHint : words.loginHint} />
      <button type="submit" class="primary">
        {founds ? words.foundNow : words.joinNow}
      </button>
    </form>
  );
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && ['wss:', 'ws:'].includes(new URL(text).protocol);
}
