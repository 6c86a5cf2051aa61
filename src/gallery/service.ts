import {
  type AttemptLimit,
  type AuditLimits,
  CODES,
  cutToTenths,
  FaceError,
  type GalleryModel,
  type PersonMatch,
  type RemoteGallery,
  RunningCalls,
} from '../protocol';
import { checkPolicy, noted } from './audit';
import { type Connection, Connections } from './connections';
import { read } from './failure';
import { fleetCalls } from './fleet-calls';
import { ChosenKernel } from './kernel-choice';
import { deriveBy } from './keys';
import {
  addFace,
  addGroups,
  admitFace,
  admitPerson,
  allGroups,
  checkGallery,
  delFace,
  delGroups,
  delPerson,
  findPerson,
  getFace,
  getInfo,
  newPerson,
  personsOf,
  setInfo,
} from './persons';
import { rightsCalls } from './rights-calls';
import { admitSearch, findDuplicates, type OpenSearch, openSearch, rescore, search } from './search';
import type { Gallery } from './store';
import { renewTemplates, setPassphrase, sweep } from './transfer';
import { transferCalls } from './transfer-calls';
import { type Compared, Judge, type MatchTicket, matchOf, noteAttempts, Tickets } from './verify';

interface Told extends GalleryModel {
  readonly attempts: AttemptLimit | undefined;
  readonly judge: Judge;
  readonly audit: AuditLimits | undefined;
  readonly requireConsent: boolean;
  /** What a confidence is noted as. */
  readonly shown: (confidence: number) => number;
}

interface OpenMatch {
  readonly ticket: MatchTicket;
  readonly appid: string;
  readonly compared: Compared;
}

/** The gallery worker's side of `RemoteGallery`. */
export function createGalleryService(): RemoteGallery {
  const kernel = new ChosenKernel();
  const connections = new Connections(
    () => kernel.get(),
    () => told?.audit,
  );
  const calls = new RunningCalls();
  const tickets = new Tickets<MatchTicket>();
  /** What waits for the second network. */
  const open = { matches: new Tickets<OpenMatch>(), searches: new Tickets<OpenSearch>() };
  /** What waits holds templates in plain. */
  const forget = (appid: string) => {
    open.matches.forget(appid);
    open.searches.forget(appid);
  };
  let told: Told | undefined;
  const model = () => {
    if (told === undefined)
      throw new FaceError(CODES.INTERNAL, 'the gallery was not told whose templates it compares', {
        kind: 'option',
      });
    return told;
  };

  const connected = <T>(appid: string, work: (connection: Connection) => Promise<T>) =>
    read(() => connections.run(appid, work));
  const within = <T>(appid: string, work: (gallery: Gallery) => Promise<T>) =>
    connected(appid, ({ gallery }) => work(gallery));
  const verdict = ({ uses }: Connection, ticket: MatchTicket, match: PersonMatch): PersonMatch => {
    const { person_id, matchConfidence } = ticket;
    const confidence = model().shown(match.confidence);
    uses.note({ what: 'verified', person_id, confidence, matched: confidence >= matchConfidence });
    return match;
  };
  /** What a cancel of that name ends. */
  const cancellable = <T>(
    callId: string | undefined,
    appid: string,
    work: (connection: Connection, signal: AbortSignal) => Promise<T>,
  ) =>
    read(() =>
      calls.run(callId ?? crypto.randomUUID(), (signal) =>
        connections.run(appid, (connection) => {
          signal.throwIfAborted();
          return work(connection, signal);
        }),
      ),
    );
  const doing = (appid: string, work: (gallery: Gallery) => Promise<unknown>) =>
    within(appid, async (gallery) => {
      await work(gallery);
      return null;
    });

  return {
    ...transferCalls(connections),
    ...rightsCalls({ connected, cancellable, requireConsent: () => model().requireConsent }),
    ...fleetCalls({
      within,
      cancellable: (callId, appid, work) =>
        cancellable(callId, appid, ({ gallery }, signal) => work(gallery, signal)),
    }),
    useModel: async (next, policy = {}) => {
      const shown = policy.detail === 'never' ? cutToTenths : (confidence: number) => confidence;
      const { attempts } = policy;
      told = { ...next, attempts, shown, judge: new Judge(next), ...checkPolicy(policy) };
      return null;
    },
    useDeriver: async (deriver) => deriveBy(deriver),
    open: (appid, passphrase, least) =>
      read(async () => {
        await connections.get(appid, passphrase, least);
        return null;
      }),
    info: (appid) =>
      connected(appid, async ({ gallery, searcher }) => ({
        protection: await gallery.protection(),
        locked: gallery.locked,
        kernel: kernel.known,
        search: searcher.info(),
      })),
    rest: async () => {
      connections.rest();
      return null;
    },
    lock: (appid) => {
      forget(appid);
      return connected(appid, async ({ gallery, uses }) => {
        await uses.flush().catch(() => undefined); // noted at the next unlocking, then
        await gallery.lock();
        return null;
      });
    },
    unlock: (appid, passphrase) =>
      doing(appid, async (gallery) => {
        await gallery.unlock(passphrase);
        void sweep(gallery);
      }),
    setPassphrase: (appid, change, least, onProgress = () => undefined) =>
      doing(appid, (gallery) => setPassphrase(gallery, change, least, onProgress)),
    renewTemplates: (appid, onProgress = () => undefined) =>
      doing(appid, (gallery) => renewTemplates(gallery, onProgress)),
    erase: (appid) =>
      read(async () => {
        forget(appid);
        await connections.erase(appid);
        return null;
      }),
    check: (appid, callId) =>
      cancellable(callId, appid, ({ gallery }, signal) => checkGallery(gallery, signal)),
    duplicates: (appid, choice, callId, onProgress = () => undefined) =>
      cancellable(callId, appid, async ({ gallery, searcher, uses }, signal) => {
        const found = await findDuplicates(gallery, searcher, model(), choice, onProgress, signal);
        uses.note({ what: 'compared', persons: found.persons });
        return found;
      }),
    cancel: async (callId) => calls.cancel(callId),
    admitPerson: (appid, person) =>
      doing(appid, (gallery) => admitPerson(gallery, person, model().requireConsent)),
    admitFace: (appid, person_id, tag) =>
      doing(appid, (gallery) => admitFace(gallery, person_id, tag, model().requireConsent)),
    prepareMatch: (appid, person_id, id, matchConfidence = 75) => {
      const ticket = tickets.give(id, { appid, person_id, matchConfidence });
      const prepared = connected(appid, async ({ gallery, ahead }) => {
        const { origin, attempts } = model();
        await gallery.freshness.require();
        await ahead.read(ticket, origin);
        if (attempts) await noteAttempts(gallery, [{ person_id, times: 0 }], attempts, true);
        return null;
      });
      return prepared.catch((error: unknown) => {
        tickets.end(id);
        throw error;
      });
    },
    match: async (id, template) => {
      const ticket = tickets.take(id);
      if (ticket === undefined) return null;
      const { appid, person_id } = ticket;
      return connected(appid, async (connection) => {
        const { gallery, ahead } = connection;
        const { origin, judge, attempts } = model();
        await gallery.freshness.require();
        const faces = await ahead.take(ticket, origin);
        if (attempts) await noteAttempts(gallery, [{ person_id, times: 1 }], attempts, true);
        const compared = judge.compare(faces, template);
        if (!compared.asks) return verdict(connection, ticket, matchOf(compared, judge.alone(compared)));
        open.matches.give(id, { appid, ticket, compared });
        return 'ask';
      });
    },
    matchSecond: async (id, second) => {
      const match = open.matches.take(id);
      if (match === undefined) return null;
      return connected(match.appid, async (connection) => {
        // Locked meanwhile, it says nothing of anybody.
        await connection.gallery.keys();
        const { compared, ticket } = match;
        return verdict(connection, ticket, matchOf(compared, model().judge.both(compared, second)));
      });
    },
    endMatch: async (id) => {
      tickets.end(id);
      open.matches.end(id);
      return null;
    },
    admitSearch: (appid, groups) =>
      connected(appid, async ({ gallery, searcher }) => {
        const { origin, dimension } = model();
        await admitSearch(gallery, groups);
        searcher.prepare(origin, dimension);
        return null;
      }),
    newperson: (appid, person, face, more) =>
      within(appid, (gallery) => newPerson(gallery, person, face, more, model().requireConsent)),
    addface: (appid, person_id, face, tag, copySimilarity) =>
      doing(appid, (gallery) =>
        addFace(gallery, person_id, face, tag, copySimilarity, model().requireConsent),
      ),
    delface: (appid, person_id, face_ids) =>
      within(appid, (gallery) => delFace(gallery, person_id, face_ids)),
    delperson: (appid, person_id) => doing(appid, (gallery) => delPerson(gallery, person_id)),
    setinfo: (appid, person_id, changes) => doing(appid, (gallery) => setInfo(gallery, person_id, changes)),
    addgroupids: (appid, change) => within(appid, (gallery) => addGroups(gallery, change)),
    delgroupids: (appid, change) => within(appid, (gallery) => delGroups(gallery, change)),
    getinfo: (appid, person_id) => within(appid, (gallery) => getInfo(gallery, person_id)),
    getfaceids: (appid, person_id) =>
      within(appid, async (gallery) => {
        const { faces } = await findPerson(gallery, person_id);
        return faces.map(({ face_id }) => face_id);
      }),
    getface: (appid, face_id) => within(appid, (gallery) => getFace(gallery, face_id)),
    getgroupids: (appid, callId) =>
      cancellable(callId, appid, ({ gallery }, signal) => allGroups(gallery, signal)),
    getpersonids: (appid, group_id, callId) =>
      cancellable(callId, appid, ({ gallery }, signal) => personsOf(gallery, group_id, signal)),
    search: (appid, groups, templates, callId) =>
      cancellable(callId, appid, async ({ gallery, searcher, uses }, signal) => {
        const { origin, calibration, attempts, judge, shown } = model();
        await gallery.freshness.require();
        const probes = templates.map((template) => ({ template, origin, calibration }));
        const candidates = await search(gallery, searcher, groups, probes, attempts, signal);
        for (const each of candidates) uses.note({ what: 'identified', candidates: noted(each, shown) });
        const found = await openSearch(gallery, appid, judge, probes, candidates);
        if (callId !== undefined && found.asks.length > 0) open.searches.give(callId, found);
        return { candidates, asks: found.asks };
      }),
    searchSecond: async (callId, seconds) => {
      const found = open.searches.take(callId);
      if (found === undefined) return null;
      return within(found.appid, async (gallery) => {
        await gallery.keys();
        return rescore(found, model().judge, seconds);
      });
    },
    compare: async (faces, seconds) => model().judge.two(faces, seconds),
  };
}
