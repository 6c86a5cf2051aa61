import { CODES, FaceError, type FleetQuestions, type FleetSetting, type FleetState } from '../protocol';

/** How a device takes part in a fleet. Without `found` it joins the one whose admin invites, which asks for `showCode` and `confirm`. */
export interface FleetOptions extends FleetSetting, Partial<FleetQuestions> {
  /** Called whenever `fleet.state` has changed. */
  readonly onState?: ((state: FleetState) => void) | undefined;
  /** Gives up joining. */
  readonly signal?: AbortSignal | undefined;
}

/** Browsers wait for timers no longer, ms. */
const LONGEST_MS = 2 ** 31 - 1;

/** What the worker is told. −1301, −1313 (`option`) for what is none. */
export function settingOf(options: FleetOptions): FleetSetting {
  const { servers, deviceName, found } = options;
  if (!Array.isArray(servers) || servers.length === 0)
    throw new FaceError(CODES.PARAMETER_EMPTY, 'servers is empty: give the address of one, wss://host:port');
  for (const address of servers) requireAddress(address);
  requireText('deviceName', deviceName);
  if (found !== undefined) requireText('found.name', found.name);
  for (const name of ['maxStaleMs', 'retryMs', 'heartbeatMs', 'contactMs'] as const)
    requireMs(name, options[name]);
  const { login, joinLogin, maxStaleMs, retryMs, heartbeatMs, contactMs } = options;
  return {
    servers: [...servers],
    deviceName,
    login,
    joinLogin,
    found: found && { name: found.name, replicas: found.replicas },
    maxStaleMs,
    retryMs,
    heartbeatMs,
    contactMs,
  };
}

function requireAddress(address: unknown): void {
  const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === 'wss:' || url?.protocol === 'ws:') return;
  throw invalid(`servers: "${String(address)}" is no address of a WebSocket, wss://host:port`);
}

function requireText(name: string, value: unknown): void {
  if (typeof value !== 'string' || value === '') throw invalid(`${name} must be a text`);
}

function requireMs(name: string, value: number | undefined): void {
  if (value === undefined || (Number.isFinite(value) && value > 0 && value <= LONGEST_MS)) return;
  throw invalid(`${name} must be a number of milliseconds, at most ${LONGEST_MS}`);
}

function invalid(detail: string): FaceError {
  return new FaceError(CODES.PARAMETER_INVALID, detail, { kind: 'option' });
}
