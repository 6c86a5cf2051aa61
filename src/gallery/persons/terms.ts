import { CODES, type Consent, FaceError, type PersonTerms, type TermsChange } from '../../protocol';
import { checkText, type Person } from '../records';
import { type Gallery, mutate } from '../store';
import { findPerson } from './read-person';

/** The last moment that a Date has, ms. */
const LAST_MS = 8_640_000_000_000_000;

/** −1313 for a consent that is none, −1313 (`option`) for an expiry that is no moment to come. Other fields of a consent are left out. */
export function checkTerms({ consent, expires }: TermsChange): TermsChange {
  if (expires !== undefined && expires !== null && !(isMoment(expires) && expires > Date.now()))
    throw new FaceError(
      CODES.PARAMETER_INVALID,
      'expires must be a moment to come, in whole milliseconds of Unix time',
      { kind: 'option' },
    );
  return { consent: consent ? checkConsent(consent) : consent, expires };
}

function checkConsent(consent: Consent): Consent {
  const { textHash, version, time, locale } = consent;
  if (typeof textHash !== 'string' || !/^[0-9a-f]{64}$/.test(textHash))
    throw wrong('consent.textHash must be a SHA-256 in 64 hexadecimal digits, in lower case');
  if (version === '') throw wrong('consent.version is empty');
  checkText('consent.version', version);
  if (!isMoment(time)) throw wrong('consent.time must be whole milliseconds of Unix time');
  if (!isLocale(locale)) throw wrong('consent.locale must be a language tag, such as "en" or "zh-CN"');
  return { textHash, version, time, locale };
}

/** −1313 (`consent`): nobody is enrolled, or gets another face, who has not agreed. */
export function requireConsent({ consent }: TermsChange, person_id: string): void {
  if (consent) return;
  throw wrong(`person "${person_id}" has given no consent, and this engine enrols nobody without`);
}

/** Changes consent or expiry. −1303. */
export async function setTerms(gallery: Gallery, person_id: string, change: TermsChange): Promise<void> {
  const { consent, expires } = checkTerms(change);
  await mutate(gallery, async () => {
    const before = await findPerson(gallery, person_id);
    const person: Person = {
      ...before,
      consent: consent === undefined ? before.consent : (consent ?? undefined),
      expires: expires === undefined ? before.expires : (expires ?? undefined),
    };
    const fields = [
      ...(consent === undefined ? [] : ['consent']),
      ...(expires === undefined ? [] : ['expires']),
    ];
    return {
      change: {
        persons: [person],
        grown: { persons: 0, faces: 0 },
        audit: [{ what: 'info_changed', person_id, fields }],
      },
      result: null,
    };
  });
}

/** −1303. */
export async function getTerms(gallery: Gallery, person_id: string): Promise<PersonTerms> {
  const { consent, expires } = await findPerson(gallery, person_id);
  return { consent, expires };
}

function isMoment(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LAST_MS;
}

function isLocale(value: unknown): boolean {
  try {
    return typeof value === 'string' && Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}

function wrong(detail: string): FaceError {
  return new FaceError(CODES.PARAMETER_INVALID, detail, { kind: 'consent' });
}
