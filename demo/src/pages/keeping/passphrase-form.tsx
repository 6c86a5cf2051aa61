import { useState } from 'preact/hooks';
import type { RotationProgress } from '../../../../src';
import { messages } from '../../i18n';
import { useEngine } from '../../people/use-people';
import { Message, type Said } from '../../ui/message';
import { sentenceFor } from '../../ui/sentences';

/** Sets, changes or removes what opens the gallery, and closes it. */
export function PassphraseForm({ onChanged }: { onChanged: () => void }) {
  const engine = useEngine();
  const { people: words } = messages.value;
  const [said, say] = useState<Said>();
  const [sealed, tell] = useState<RotationProgress>();
  const protectedNow = engine.info().gallery?.protection === 'passphrase';
  const attempt = async (work: () => Promise<void>, done?: string) => {
    try {
      await work();
      say(done === undefined ? undefined : { text: done });
      onChanged();
    } catch (error) {
      say({ text: sentenceFor(error, 'lock'), kind: 'bad' });
    } finally {
      tell(undefined);
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
        await engine.setPassphrase({ ...current, ...next, onProgress: tell });
        form.reset();
      },
      removing ? words.passphraseRemoved : words.passphraseSet,
    );
  };
  return (
    <form onSubmit={submit}>
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
      {sealed && (
        <div class="task">
          <progress aria-label={words.setPassphrase} max={sealed.of} value={sealed.persons} />
          <span role="status">{words.sealing(sealed.persons, sealed.of)}</span>
        </div>
      )}
      <Message said={said} id="passphrase-message" />
    </form>
  );
}
