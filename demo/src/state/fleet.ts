import { effect, signal } from '@preact/signals';
import { FaceError } from '../../../src';
import type { Fleet, FleetOptions, FleetState } from '../../../src/member';
import { locked, noteChange, readyEngine, whenReady } from './engine';
import { recall, remember } from './kept';

/** The servers that somebody named, while this device takes part: no other address is ever asked by itself. */
const KEPT = 'mien-demo-fleet';
/** So old is at most what the others see of this device. */
const CONTACT_MS = 15_000;

/** This device's part in a fleet. */
export const fleet = signal<Fleet | undefined>(undefined);
export const fleetState = signal<FleetState | undefined>(undefined);
export const fleetServers = signal<readonly string[]>(keptServers());

/** Founds, joins, or goes on where this device is a member already. */
export async function takePart(options: Omit<FleetOptions, 'contactMs' | 'onState'>): Promise<void> {
  const engine = await whenReady();
  // Nobody needs it who shares with nobody.
  const { joinFleet } = await import('../../../src/member');
  let received = 0;
  const onState = (state: FleetState) => {
    fleetState.value = state;
    if (state.trouble === 'no_member') forget();
    if (state.rest > 0 || state.received === received) return;
    received = state.received;
    noteChange(engine);
  };
  fleet.value = await joinFleet(engine, { ...options, contactMs: CONTACT_MS, onState });
  fleetServers.value = options.servers;
  remember(KEPT, JSON.stringify(options.servers));
}

export async function leaveFleet(): Promise<void> {
  await fleet.value?.leave();
  forget();
}

function forget(): void {
  fleet.value = undefined;
  fleetState.value = undefined;
  fleetServers.value = [];
  remember(KEPT, '');
}

/** Once the gallery can be read, and again after it was unlocked: the part in the fleet lies in it. */
export function resumeFleet(): void {
  effect(() => {
    if (readyEngine.value === undefined || locked.value) return;
    const servers = fleetServers.peek();
    if (servers.length > 0 && fleet.peek() === undefined) void resume(servers);
  });
}

async function resume(servers: readonly string[]): Promise<void> {
  try {
    await takePart({ servers, deviceName: 'known already' });
  } catch (error) {
    if (error instanceof FaceError && error.data?.kind === 'fleet') forget();
  }
}

function keptServers(): string[] {
  const kept: unknown = JSON.parse(recall(KEPT) || '[]');
  return Array.isArray(kept) ? kept.map(String) : [];
}
