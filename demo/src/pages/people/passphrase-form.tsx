import { useState } from 'preact/hooks';
import { messages } from '../../i18n';
import { useEngine } from '../../people/use-people';
import { Message, type Said } from '../../ui/message';
import { sentenceFor } from '../../ui/sentences';

/** Sets, changes or removes what opens the gallery, and closes it. */
export function PassphraseForm({ onChanged }: { onChanged: () => void }) {
  const engine = useEngine();
  const { people: words } = messages.value;
  const [said, say] = useState<Said>();
  const protectedNow = engine.info().gallery?.protection === 'passphrase';
  const attempt = async (work: () => Promise<void>, done?: string) => {
    try {
      await work();
      say(done === undefined ? undefined : { text: done });
      onChanged();
    } catch (error) {
      say({ text: sentenceFor(error, 'lock'), kind: 'bad' });
    }
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const removing = (event.submitter as HTMLButtonElement | null)?.value === 'remove';
    const current = protectedNow ? { current: String(fields.get('current')) } : {};
    const next = removing ? {} : { next: String(fields.get('next')) };
    void attempt(
      async () => {
        await engine.setPassphrase({ ...current, ...next });
        form.reset();
      },
      removing ? words.passphraseRemoved : words.passphraseSet,
    );
  };
  return (
    <form onSubmit={submit}>
      <h3>{words.protect}</h3>
      <p class="hint">{words.protectHint}</p>
      {protectedNow && (
        <label>
          {words.currentPassphrase}
          <input name="current" type="password" autocomplete="current-password" />
        </label>
      )}
      <label>
        {words.newPassphrase}
        <input name="next" type="password" autocomplete="new-password" />
      </label>
      <div class="row">
        <button type="submit" value="set">
          {words.setPassphrase}
        </button>
        {protectedNow && (
          <>
            <button type="submit" value="remove">
              {words.removePassphrase}
            </button>
            <button type="button" onClick={() => attempt(() => engine.lock())}>
              {words.lockNow}
            </button>
          </>
        )}
      </div>
      <Message said={said} id="passphrase-message" />
    </form>
  );
}
