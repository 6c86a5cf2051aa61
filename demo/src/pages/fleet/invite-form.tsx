import type { FleetLogin, FleetRole } from '../../../../src/member';
import { messages } from '../../i18n';
import { LoginFields, loginOf } from './login-fields';

interface InviteFormProps {
  readonly onInvite: (role: FleetRole, login: FleetLogin | undefined) => void;
}

export function InviteForm({ onInvite }: InviteFormProps) {
  const { fleet: words } = messages.value;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    onInvite(form.get('role') === 'admin' ? 'admin' : 'member', loginOf(form));
  };
  return (
    <form onSubmit={submit}>
      <label>
        {words.mayWhat}
        <select name="role">
          <option value="member">{words.mayMember}</option>
          <option value="admin">{words.mayAdmin}</option>
        </select>
      </label>
      <LoginFields title={words.login} hint={words.loginInviteHint} />
      <button type="submit" class="primary">
        {words.inviteNow}
      </button>
    </form>
  );
}
