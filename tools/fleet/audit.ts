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

/** Follows each device's chain in the audit stream. What a device last said of itself shows where the end was cut off. */
export async function verifyAudit(fleet: Fleet): Promise<AuditVerdict[]> {
  const [chains, devices] = await Promise.all([fleet.audit(), fleet.devices()]);
  const byId = new Map(chains.map((chain) => [chain.device, chain]));
  const ids = [...new Set([...devices.map(({ id }) => id), ...byId.keys()])].sort();
  return ids.map((device) => {
    const report = devices.find(({ id }) => id === device);
    const chain = byId.get(device);
    const entries = chain?.entries.length ?? 0;
    const brokenAt = chain?.brokenAt ?? null;
    const claimed = report?.audit ?? 0;
    const problems: string[] = [];
    if (brokenAt !== null)
      problems.push(`entry ${brokenAt} is missing, was changed, or stands in another’s place`);
    else if (claimed > entries)
      problems.push(`it ends at entry ${entries}, and the device had put ${claimed} there`);
    return { device, name: nameOf(report), entries, problems };
  });
}

function nameOf(report: DeviceReport | undefined): string {
  if (report === undefined) return 'unknown';
  return report.revokedMs === null ? report.name : `${report.name}, revoked`;
}
