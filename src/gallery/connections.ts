import type { KernelName } from '../match';
import { type AuditLimits, CODES, checkId, FaceError } from '../protocol';
import { Uses } from './audit';
import { read, storageError } from './failure';
import { Expiry } from './persons';
import { Searcher } from './search';
import { deleteDatabase, Gallery, openDatabase, openInTime } from './store';
import { sweep } from './transfer';
import { ReadAhead } from './verify';

/** One appid's gallery, its search, what a verification reads of it, what is noted of its uses, and who expires. */
export interface Connection {
  readonly gallery: Gallery;
  readonly searcher: Searcher;
  readonly ahead: ReadAhead;
  readonly uses: Uses;
  readonly expiry: Expiry;
}

/** A database that another tab erases while it is opened is opened once more. */
const ATTEMPTS = 3;

/**
 * One connection an appid, opened when first asked for, and again after another tab has erased or upgraded the database or
 * the browser has closed it. −1301, −1304, −1313 for an appid that is no id or a passphrase that is wrong; −1200 when the
 * database cannot be opened.
 */
export class Connections {
  readonly #opened = new Map<string, Promise<Connection>>();
  readonly #kernel: () => KernelName;
  readonly #auditLimits: () => AuditLimits | undefined;

  constructor(kernel: () => KernelName, auditLimits: () => AuditLimits | undefined) {
    this.#kernel = kernel;
    this.#auditLimits = auditLimits;
  }

  /** `least`: characters of the passphrase, when the gallery is made with it. */
  async get(appid: string, passphrase?: string, least?: number): Promise<Connection> {
    checkId('appid', appid);
    const known = this.#opened.get(appid);
    if (known === undefined) return this.#open(appid, passphrase, least);
    const connection = await known;
    if (passphrase !== undefined) await connection.gallery.establish(passphrase, least);
    return connection;
  }

  /** Runs what needs an open gallery; once more when another tab has put new keys in the place of those that it began with. */
  async run<T>(appid: string, work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.get(appid);
    const { gallery } = connection;
    const before = gallery.keysId;
    try {
      return await work(connection);
    } catch (error) {
      const outdated = await gallery.outdated().catch((reason: unknown) => {
        // No key record that could be believed lies there any more, which tells more than what came of it.
        throw reason instanceof FaceError ? reason : error;
      });
      const another = outdated || (before !== undefined && gallery.keysId !== before);
      if (!another) throw error;
      return await work(connection);
    } finally {
      void connection.expiry.tend();
    }
  }

  /** Gives back what searches and verifications keep in memory. */
  rest(): void {
    for (const opened of this.#opened.values()) {
      opened.then(
        ({ searcher, ahead }) => {
          searcher.forget();
          ahead.forget();
        },
        () => undefined,
      );
    }
  }

  /** Removes the appid's gallery, whatever lies in its database: also one that does not open. −1200 (`busy`) when another tab keeps it. */
  async erase(appid: string): Promise<void> {
    try {
      const opened = await this.get(appid).catch((error: unknown) => {
        if (error instanceof FaceError && error.code === CODES.STORAGE) return undefined;
        throw error;
      });
      if (opened !== undefined) await opened.gallery.erase();
      else if (!(await deleteDatabase(appid)))
        throw storageError('busy', 'another tab keeps the database open; it goes when that tab is closed');
    } finally {
      this.#opened.delete(appid);
    }
  }

  #open(appid: string, passphrase: string | undefined, least: number | undefined): Promise<Connection> {
    const establish = (gallery: Gallery) => gallery.establish(passphrase, least);
    const opening = read(() => this.#connect(appid, establish, () => close())).catch((error: unknown) => {
      if (this.#opened.get(appid) === opening) this.#opened.delete(appid);
      throw error;
    });
    const close = () => {
      if (this.#opened.get(appid) === opening) this.#opened.delete(appid);
      opening.then(
        ({ gallery, searcher }) => {
          searcher.forget();
          gallery.close();
        },
        () => undefined,
      );
    };
    this.#opened.set(appid, opening);
    return opening;
  }

  async #connect(
    appid: string,
    establish: (gallery: Gallery) => Promise<void>,
    onStale: () => void,
  ): Promise<Connection> {
    for (let attempt = 1; ; attempt++) {
      let stale = false;
      let ready = false;
      const opening = openDatabase(appid, () => {
        stale = true;
        if (ready) onStale();
        // Also one that opens when nobody waits for it any more.
        else
          opening.then(
            (db) => db.close(),
            () => undefined,
          );
      });
      const db = await openInTime(opening);
      const gallery = new Gallery(appid, db, this.#auditLimits);
      try {
        await establish(gallery);
        const searcher = new Searcher(gallery, this.#kernel);
        ready = true;
        // Before somebody waits for a match.
        gallery.freshness.require().catch(() => undefined);
        void sweep(gallery);
        const [ahead, uses, expiry] = [new ReadAhead(gallery), new Uses(gallery), new Expiry(gallery)];
        void expiry.tend();
        return { gallery, searcher, ahead, uses, expiry };
      } catch (error) {
        gallery.close();
        if (!stale || attempt === ATTEMPTS) throw error;
      }
    }
  }
}
