import { useEffect, useState } from 'preact/hooks';
import type { Fleet, FleetConfirmation, FleetRole } from '../../../../src/member';
import { messages } from '../../i18n';
import { Message, type Said } from '../../ui/message';
import { InviteForm } from './invite-form';
import { OpenInvitation } from './open-invitation';
import { troubleOf } from './trouble';

interface InviteProps {
  readonly fleet: Fleet;
  readonly onJoined: () => void;
}

type Step = { readonly kind: 'open' } | { readonly kind: 'joined'; readonly check: string };

/** Lets one more device in, by the digits that it shows. */
export function Invite({ fleet, onJoined }: InviteProps) {
  const { fleet: words } = messages.value;
  const [step, setStep] = useState<Step>();
  const [said, say] = useState<Said>();
  // Whoever goes away has closed it.
  useEffect(() => () => void fleet.disinvite().catch(() => undefined), [fleet]);
  const attempt = async (work: () => Promise<void>) => {
    say(undefined);
    try {
      await work();
    } catch (error) {
      say({ text: troubleOf(error), kind: 'bad' });
    }
  };
  const take = (confirmed: FleetConfirmation) => {
    if (confirmed.kind === 'joined') {
      setStep({ kind: 'joined', check: confirmed.check });
      onJoined();
      return;
    }
    if (confirmed.kind === 'over' || (confirmed.kind === 'wrong' && confirmed.triesLeft === 0))
      setStep(undefined);
    say({ text: refusalOf(confirmed), kind: 'bad' });
  };
  return (
    <section class="card" aria-labelledby="invite-title">
      <h2 id="invite-title">{words.invite}</h2>
      {step === undefined ? (
        <InviteForm
          onInvite={(role: FleetRole, login) =>
            attempt(async () => {
              await fleet.invite({ role, ...(login && { login }) });
              setStep({ kind: 'open' });
            })
          }
        />
      ) : (
        <OpenInvitation
          check={step.kind === 'joined' ? step.check : undefined}
          onCode={(code) => attempt(async () => take(await fleet.confirm(code)))}
          onClose={() =>
            attempt(async () => {
              setStep(undefined);
              await fleet.disinvite();
            })
          }
        />
      )}
      <Message said={said} id="invite-message" />
    </section>
  );
}

function refusalOf(confirmed: Exclude<FleetConfirmation, { kind: 'joined' }>): string {
  const { fleet: words } = messages.value;
  switch (confirmed.kind) {
    case 'wrong':
      return confirmed.triesLeft === 0 ? words.over : words.wrong(confirmed.triesLeft);
    case 'nobody':
      return words.nobody;
    case 'over':
      return words.over;
  }
}
