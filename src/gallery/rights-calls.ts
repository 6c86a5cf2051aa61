import type { RemoteGallery } from '../protocol';
import { checkAudit, exportAudit, exportPerson, readAudit } from './audit';
import type { Connection } from './connections';
import { getPicture, getTerms, setPicture, setTerms } from './persons';
import type { Gallery } from './store';

type RightsCalls = Pick<
  RemoteGallery,
  | 'setterms'
  | 'getterms'
  | 'setpicture'
  | 'getpicture'
  | 'exportPerson'
  | 'readAudit'
  | 'checkAudit'
  | 'exportAudit'
>;

/** How the service runs a call. */
interface Ways {
  readonly connected: <T>(appid: string, work: (connection: Connection) => Promise<T>) => Promise<T>;
  readonly cancellable: <T>(
    callId: string | undefined,
    appid: string,
    work: (connection: Connection, signal: AbortSignal) => Promise<T>,
  ) => Promise<T>;
  readonly requireConsent: () => boolean;
}

/** The calls about a person's terms, their picture, and what is noted of their use. */
export function rightsCalls({ connected, cancellable, requireConsent }: Ways): RightsCalls {
  const within = <T>(appid: string, work: (gallery: Gallery) => Promise<T>) =>
    connected(appid, ({ gallery }) => work(gallery));
  /** What waits to be noted is noted before. */
  const flushed = <T>(appid: string, work: (gallery: Gallery) => Promise<T>) =>
    connected(appid, async ({ gallery, uses }) => {
      await uses.flush();
      return work(gallery);
    });
  return {
    setterms: (appid, person_id, change) =>
      within(appid, async (gallery) => {
        await setTerms(gallery, person_id, change);
        return null;
      }),
    getterms: (appid, person_id) => within(appid, (gallery) => getTerms(gallery, person_id)),
    setpicture: (appid, person_id, picture) =>
      within(appid, async (gallery) => {
        await setPicture(gallery, person_id, picture, requireConsent());
        return null;
      }),
    getpicture: (appid, person_id) => within(appid, (gallery) => getPicture(gallery, person_id)),
    exportPerson: (appid, person_id) => flushed(appid, (gallery) => exportPerson(gallery, person_id)),
    readAudit: (appid, after, most) => flushed(appid, (gallery) => readAudit(gallery, after, most)),
    checkAudit: (appid, callId) =>
      cancellable(callId, appid, async ({ gallery, uses }, signal) => {
        await uses.flush();
        return checkAudit(gallery, signal);
      }),
    exportAudit: (appid, callId) =>
      cancellable(callId, appid, async ({ gallery, uses }, signal) => {
        await uses.flush();
        return exportAudit(gallery, signal);
      }),
  };
}
