import type { Fleet } from '../../../../src/member';
import { messages } from '../../i18n';
import { fleetState, leaveFleet } from '../../state/fleet';
import { TypedConfirmation } from '../../ui/typed-confirmation';
import { Devices } from './devices';
import { Invite } from './invite';
import { Standing } from './standing';
import { troubleOf } from './trouble';
import { useDevices } from './use-devices';

/** This device's part in its fleet, and the others. */
export function Membership({ fleet }: { fleet: Fleet }) {
  const { fleet: words } = messages.value;
  const state = fleetState.value ?? fleet.state;
  const { devices, lookAgain } = useDevices(fleet, state.state);
  const runs = state.state !== 'ended' && state.state !== 'waiting';
  const admin = fleet.device.role === 'admin' && runs;
  return (
    <>
      <Standing fleet={fleet} state={state} />
      {devices && (
        <Devices
          devices={devices}
          own={fleet.device.id}
          onRevoke={
            admin
              ? async (id) => {
                  await fleet.revoke(id);
                  lookAgain();
                }
              : undefined
          }
        />
      )}
      {admin && <Invite fleet={fleet} onJoined={lookAgain} />}
      <section class="card danger-zone" aria-labelledby="leave-title">
        <h2 id="leave-title">{words.leave}</h2>
        <TypedConfirmation
          explain={words.leaveExplain}
          prompt={words.leaveType}
          word={words.leaveWord}
          action={words.leave}
          sentence={troubleOf}
          onConfirmed={leaveFleet}
        />
      </section>
    </>
  );
}
