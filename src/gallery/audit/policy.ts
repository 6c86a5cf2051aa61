import { type AuditLimits, CODES, FaceError, type GalleryPolicy } from '../../protocol';

const MOST = { days: 3650, entries: 1_000_000 } as const;

/** What is asked of a log: undefined for none. −1313 (`option`): what people rely on must not be off because it was misspelt. */
export function checkPolicy({ requireConsent = false, audit = false }: GalleryPolicy): {
  readonly audit: AuditLimits | undefined;
  readonly requireConsent: boolean;
} {
  if (typeof requireConsent !== 'boolean') throw wrong('requireConsent must be true or false');
  if (typeof audit === 'boolean') return { requireConsent, audit: audit ? {} : undefined };
  if (typeof audit !== 'object' || audit === null || !isWithin('days', audit) || !isWithin('entries', audit))
    throw wrong(
      `audit must be true, false or { days, entries }: 1 to ${MOST.days} and 1 to ${MOST.entries}, both whole`,
    );
  const { days, entries } = audit;
  return { requireConsent, audit: { ...(days && { days }), ...(entries && { entries }) } };
}

function isWithin(name: keyof typeof MOST, limits: AuditLimits): boolean {
  const value: unknown = limits[name];
  if (value === undefined) return true;
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST[name];
}

function wrong(detail: string): FaceError {
  return new FaceError(CODES.PARAMETER_INVALID, detail, { kind: 'option' });
}
