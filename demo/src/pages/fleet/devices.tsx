import { useEffect, useRef, useState } from 'preact/hooks';
import type { FleetDevice } from '../../../../src/member';
import { messages } from '../../i18n';
import { TypedConfirmation } from '../../ui/typed-confirmation';
import { DeviceRow } from './device-row';
import { troubleOf } from './trouble';

interface DevicesProps {
  readonly devices: readonly FleetDevice[];
  /** Id of this one. */
  readonly own: string;
  /** Absent where this device may not. */
  readonly onRevoke: ((id: string) => Promise<void>) | undefined;
}

/** Who there is, when each was last there, and how far behind it is. */
export function Devices({ devices, own, onRevoke }: DevicesProps) {
  const { fleet: words } = messages.value;
  const [revoking, setRevoking] = useState<string>();
  const chosen = devices.find(({ id, revokedMs }) => id === revoking && revokedMs === null);
  const newest = Math.max(1, ...devices.map(({ epoch }) => epoch ?? 0));
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (revoking !== undefined) card.current?.querySelector('input')?.focus();
  }, [revoking]);
  return (
    <section class="card" aria-labelledby="devices-title">
      <h2 id="devices-title">{words.devices}</h2>
      <div class="scroll">
        <table class="stacked devices">
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.lastContact}</th>
              <th scope="col">{words.lag}</th>
              <th scope="col">{words.fleetKey}</th>
              {onRevoke && <td />}
            </tr>
          </thead>
          <tbody>
            {inOrder(devices, own).map((device) => (
              <DeviceRow
                key={device.id}
                device={device}
                own={device.id === own}
                newest={newest}
                onRevoke={onRevoke && (() => setRevoking(device.id))}
              />
            ))}
          </tbody>
        </table>
      </div>
      {chosen && onRevoke && (
        <div ref={card}>
          <h3>{words.revokeLong(chosen.name)}</h3>
          <TypedConfirmation
            key={chosen.id}
            explain={words.revokeExplain}
            prompt={words.revokeType}
            word={words.revokeWord}
            action={words.revokeLong(chosen.name)}
            busy={words.revoking}
            sentence={troubleOf}
            onConfirmed={() => onRevoke(chosen.id)}
          />
          <button type="button" onClick={() => setRevoking(undefined)}>
            {words.cancel}
          </button>
        </div>
      )}
      <details>
        <summary>{words.whatIsLag}</summary>
        <p>{words.lagHint}</p>
        <p>{words.keyHint}</p>
      </details>
    </section>
  );
}

/** This one first, revoked ones last, and between them by name. */
function inOrder(devices: readonly FleetDevice[], own: string): FleetDevice[] {
  const place = ({ id, revokedMs }: FleetDevice) => (id === own ? 0 : revokedMs === null ? 1 : 2);
  return devices.toSorted((a, b) => place(a) - place(b) || a.name.localeCompare(b.name));
}
