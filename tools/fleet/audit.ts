import type { DeviceReport, Fleet } from '../../src/fleet';

export interface AuditVerdict {
  readonly device: string;
  /** With a word about a device that was revoked. */
  readonly name: string;
  /** That are right, from the first on. */
  readonly entries: number;
  /** Empty where all is right. */
  readonly problems: readonly string[];
}

/** A device's chain with what is to be said of it. */
interface Followed {
  readonly verdict: AuditVerdict;
  /** That are right. */
  readonly entries: readonly Uint8Array[];
}

export async function verifyAudit(fleet: Fleet): Promise<AuditVerdict[]> {
  return (await followChains(fleet)).map(({ verdict }) => verdict);
}

/** Follows each device's chain in the audit stream. What a device last said of itself shows where the end was cut off. */
export async function followChains(fleet: Fleet): Promise<Followed[]> {
  const [chains, devices] = await Promise.all([fleet.audit(), fleet.devices()]);
  const byId = new Map(chains.map((chain) => [chain.device, chain]));
  const ids = [...new Set([...devices.map(({ id }) => id), ...byId.keys()])].sort();
  return ids.map((device) => {
    const report = devices.find(({ id }) => id === device);
    const chain = byId.get(device);
    const entries = chain?.entries ?? [];
    const brokenAt = chain?.brokenAt ?? null;
    const claimed = report?.audit ?? 0;
    const problems: string[] = [];
    if (brokenAt !== null)
      problems.push(`entry ${brokenAt} is missing, was changed, or stands in another’s place`);
    else if (claimed > entries.length)
      problems.push(`it ends at entry ${entries.length}, and the device had put ${claimed} there`);
    const verdict = { device, name: nameOf(report), entries: entries.length, problems };
    return { verdict, entries };
  });
}

function nameOf(report: DeviceReport | undefined): string {
  if (report === undefined) return 'unknown';
  return report.revokedMs === null ? report.name : `${report.name}, revoked`;
}
