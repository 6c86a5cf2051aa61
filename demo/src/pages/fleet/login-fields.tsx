import type { FleetLogin } from '../../../../src/member';
import { messages } from '../../i18n';

/** An NKey's secret half: https://docs.nats.io/running-a-nats-service/nats_admin/security/nkey_auth */
const SEED = /^SU[A-Z2-7]{56}$/;

/** For servers that let nobody in without: folded, since most people are let in as guests. */
export function LoginFields({ title, hint }: { title: string; hint: string }) {
  const { fleet: words } = messages.value;
  return (
    <details>
      <summary>{title}</summary>
      <div class="stack">
        <p class="hint">{hint}</p>
        <label>
          {words.user}
          <input name="user" autocomplete="off" autocapitalize="none" spellcheck={false} />
        </label>
        <label>
          {words.password}
          <input name="password" type="password" autocomplete="off" />
        </label>
        <label>
          {words.key}
          <input name="key" type="password" autocomplete="off" />
        </label>
      </div>
    </details>
  );
}

/** Undefined where nothing was filled in. */
export function loginOf(form: FormData): FleetLogin | undefined {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const key = text('key');
  if (key !== '') return SEED.test(key) ? { seed: key } : { token: key };
  const user = text('user');
  return user === '' ? undefined : { user, password: String(form.get('password') ?? '') };
}
