import { FleetError, isRefusal, isUnsettled, JoinError } from '../../fleet';
import { CODES, FaceError, type FleetTrouble } from '../../protocol';

export function fleetError(fleet: FleetTrouble, detail: string, cause?: unknown): FaceError {
  return new FaceError(CODES.INTERNAL, detail, { kind: 'fleet', fleet, cause });
}

/** What a fleet throws, as the page gets it; what is none of a fleet's stays. */
export async function asFleet<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FleetError || error instanceof JoinError)
      throw fleetError(error.kind, error.message, error);
    if (isRefusal(error)) throw fleetError('refused', 'the server does not let this device in', error);
    if (isUnsettled(error) || (error instanceof DOMException && error.name === 'TimeoutError'))
      throw fleetError('offline', 'no answer came in time', error);
    throw error;
  }
}
