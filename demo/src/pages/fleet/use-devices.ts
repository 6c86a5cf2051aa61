import { useEffect, useRef, useState } from 'preact/hooks';
import type { Fleet, FleetDevice, FleetState } from '../../../../src/member';

const EVERY_MS = 5_000;

interface Devices {
  /** Undefined until they are known; as last seen while no server answers. */
  readonly devices: readonly FleetDevice[] | undefined;
  readonly lookAgain: () => void;
}

/** All devices, read now and then while the page is open. */
export function useDevices(fleet: Fleet, state: FleetState['state']): Devices {
  const [devices, setDevices] = useState<readonly FleetDevice[]>();
  const look = useRef<() => void>(undefined);
  const reachable = state === 'live' || state === 'syncing';
  useEffect(() => {
    if (!reachable) return;
    let latest = true;
    look.current = () => {
      fleet.devices().then(
        (found) => latest && setDevices(found),
        () => undefined, // what became of the connection is said elsewhere
      );
    };
    look.current();
    const timer = setInterval(look.current, EVERY_MS);
    return () => {
      latest = false;
      clearInterval(timer);
    };
  }, [fleet, reachable]);
  return { devices, lookAgain: () => look.current?.() };
}
