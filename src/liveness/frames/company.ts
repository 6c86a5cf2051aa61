import type { Observation } from './observation';

/** For so long in all somebody may be seen beside who is asked, ms: who passes by, or a mistake of the detector. */
const PASSING_MS = 600;

/** Sees who is not alone: two faces in turns would hide which of them did what was asked for. */
export class Company {
  #beforeMs: number | undefined;
  #ms = 0;

  /** Whether somebody else has been there for too long. */
  offer({ several, timeMs }: Observation): boolean {
    if (several) this.#ms += timeMs - (this.#beforeMs ?? timeMs);
    this.#beforeMs = timeMs;
    return this.#ms > PASSING_MS;
  }
}
