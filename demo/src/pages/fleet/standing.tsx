import { useRef } from 'preact/hooks';
import type { Fleet, FleetState } from '../../../../src/member';
import { messages } from '../../i18n';
import { fleetServers } from '../../state/fleet';
import { moment } from './time';

/** How this device is: in step, on the way, or on its own. */
export function Standing({ fleet, state }: { fleet: Fleet; state: FleetState }) {
  const { fleet: words } = messages.value;
  const most = useRef(0);
  most.current = state.rest === 0 ? 0 : Math.max(most.current, state.rest);
  const { name, device } = fleet;
  return (
    <section class="card" aria-labelledby="standing-title">
      <h2 id="standing-title">{name}</h2>
      <p id="fleet-state" data-state={state.state} role="status">
        {sentenceOf(state)}
      </p>
      {state.rest > 0 && (
        <progress
          aria-label={words.toCome(state.rest)}
          max={most.current}
          value={most.current - state.rest}
        />
      )}
      <details>
        <summary>{words.details}</summary>
        <dl>
          <dt>{words.deviceName}</dt>
          <dd>{device.name}</dd>
          <dt>{words.role}</dt>
          <dd>{words.roles[device.role]}</dd>
          <dt>{words.lastHeard}</dt>
          <dd>{state.heardMs === null ? words.never : moment(state.heardMs)}</dd>
          <dt>{words.received}</dt>
          <dd>{state.received}</dd>
          <dt>{words.unopenable}</dt>
          <dd>{state.unopenable}</dd>
          <dt>{words.servers}</dt>
          <dd>{fleetServers.value.join(', ')}</dd>
          <dt>{words.id}</dt>
          <dd>{device.id}</dd>
          {state.fault !== null && (
            <>
              <dt>{words.fault}</dt>
              <dd>
                <code>{state.fault}</code>
              </dd>
            </>
          )}
        </dl>
      </details>
    </section>
  );
}

function sentenceOf({ state, rest, heardMs, trouble }: FleetState): string {
  const { fleet: words } = messages.value;
  switch (state) {
    case 'live':
      return words.live;
    case 'syncing':
      return rest > 0 ? words.toCome(rest) : words.syncing;
    case 'offline':
      return heardMs === null ? words.offline : words.offlineSince(moment(heardMs));
    case 'waiting':
      return words.waiting;
    case 'ended':
      return trouble === null ? words.ended : words.troubles[trouble];
  }
}
