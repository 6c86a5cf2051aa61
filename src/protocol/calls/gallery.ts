import type { AuditPage, AuditReport, PersonExport } from './audit';
import type { RemoteDeriver } from './derivation';
import type { RemoteFleet } from './fleet';
import type {
  AddedPerson,
  ChangedGroups,
  Found,
  KnownFace,
  PersonInfo,
  PersonMatch,
} from './gallery-answers';
import type {
  DamageReport,
  DuplicateProgress,
  DuplicateReport,
  ExportBegun,
  ExportPart,
  GalleryInfo,
  ImportProgress,
  ImportSummary,
  RotationProgress,
} from './gallery-reports';
import type {
  DuplicateChoice,
  GalleryModel,
  GalleryPolicy,
  GroupChoice,
  ImportMode,
  MembershipChange,
  MoreFaces,
  NewFace,
  NewPerson,
  PassphraseChange,
  PersonChanges,
} from './gallery-requests';
import type { PersonTerms, TermsChange } from './terms';

/**
 * The gallery worker as the page sees it through comlink. It holds any number of appids, which share nothing. Codes are those of
 * the v1 API, answers its own: `src/engine/answers` makes v1's of them. What is given to be stored has the field names of the
 * records and of the archive. An appid that is no id rejects with −1301, −1304 or −1313.
 */
export interface RemoteGallery extends RemoteFleet {
  /** Who derives keys from now on; before, the gallery's own thread does, and nothing ends it. */
  useDeriver(deriver: RemoteDeriver): Promise<void>;
  /**
   * Whose templates all that follow are, and what holds for whatever is asked: without `attempts` a person may be compared as often as one
   * likes. Told once, before anything is compared, which rejects with 213 otherwise. −1313 (`option`) for a policy that is none.
   */
  useModel(model: GalleryModel, policy?: GalleryPolicy): Promise<null>;
  /**
   * Opens the appid's database, which otherwise happens at the first call, and unlocks it when a passphrase is given.
   * −1313 when that is wrong, or the gallery has none; for a new gallery, when it has less than `least` characters (8).
   */
  open(appid: string, passphrase?: string, least?: number): Promise<null>;
  info(appid: string): Promise<GalleryInfo>;
  /** Gives back what searches keep in memory, of all appids; the next one loads it again. Keys stay. */
  rest(): Promise<null>;
  /** Forgets the keys in every tab. −1313 without a passphrase. */
  lock(appid: string): Promise<null>;
  /** −1313 for a wrong passphrase. */
  unlock(appid: string, passphrase: string): Promise<null>;
  /** `least`: characters of the new passphrase (8). All or nothing; −1200 (`busy`) while an import runs. */
  setPassphrase(
    appid: string,
    change: PassphraseChange,
    least?: number,
    onProgress?: (progress: RotationProgress) => void,
  ): Promise<null>;
  /** All templates in another secret basis. All or nothing; −1200 (`busy`) while an import runs, `damaged`, `locked`. */
  renewTemplates(appid: string, onProgress?: (progress: RotationProgress) => void): Promise<null>;
  /** Ends what was begun with that `callId`, as soon as it notices: what reads the gallery at length. */
  cancel(callId: string): Promise<void>;
  /** Removes everything, the key first. */
  erase(appid: string): Promise<null>;
  /** Reads and authenticates every record. */
  check(appid: string, callId?: string): Promise<DamageReport>;
  /**
   * Pairs of persons who may be one. One attempt at each of those listed. −1301, −1306, −1313 (`option`), −1103 as a search, 15, −1200
   * (`locked`).
   */
  duplicates(
    appid: string,
    choice: DuplicateChoice,
    callId?: string,
    onProgress?: (progress: DuplicateProgress) => void,
  ): Promise<DuplicateReport>;
  /**
   * Begins an export of that name, the caller's choice. A damaged person fails it, or is left out. `least`: characters of the
   * passphrase (8).
   */
  beginExport(
    appid: string,
    passphrase: string,
    skipDamaged: boolean,
    id: string,
    least?: number,
  ): Promise<ExportBegun>;
  /** The next bytes of the file; `done` with the last. */
  readExport(id: string): Promise<ExportPart>;
  /** Begins an import of that name, the caller's choice. −1200 (`busy`) while there is another. */
  beginImport(appid: string, passphrase: string, mode: ImportMode, id: string): Promise<null>;
  /** Takes the file's next bytes. Nothing of them is to be seen in the gallery before `finishImport`. */
  writeImport(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<ImportProgress>;
  /** All of it, or nothing and an error. */
  finishImport(id: string): Promise<ImportSummary>;
  /** Gives an export or import up, whatever it is at, or forgets one that is through. */
  endTransfer(id: string): Promise<null>;
  /** Would `newperson` be accepted? Asked before the picture is looked at; checked again when writing. */
  admitPerson(appid: string, person: NewPerson): Promise<null>;
  /** Does the person exist, and is there room for one more face? */
  admitFace(appid: string, person_id: string, tag: string): Promise<null>;
  /**
   * Begins a verification of that name, the caller's choice: has the person faces that a template may be compared with? Reads them for the
   * `match` that follows. 15 when the person was compared too often. No attempt itself; there is no ticket when it rejects.
   * `matchConfidence`: from where on the log has it as matched (75).
   */
  prepareMatch(appid: string, person_id: string, ticket: string, matchConfidence?: number): Promise<null>;
  /**
   * A template, of unit length, against the ticket's person; one attempt. Takes the ticket, which is good for one; null when there is none
   * of that name: another worker gave it, or many were given since. `ask`: the second network decides, too; the ticket is then good for
   * `matchSecond`.
   */
  match(ticket: string, template: Float32Array): Promise<PersonMatch | 'ask' | null>;
  /** What both networks say; by the first alone with the reason why the second has no template. No further attempt. Null as for `match`. */
  matchSecond(ticket: string, second: Float32Array | string): Promise<PersonMatch | null>;
  /** Gives a verification up. */
  endMatch(ticket: string): Promise<null>;
  /** Do these groups exist? Begins to load what a search needs. */
  admitSearch(appid: string, groups: GroupChoice): Promise<null>;
  /** The person and all their faces come into being together. */
  newperson(appid: string, person: NewPerson, face: NewFace, more?: MoreFaces): Promise<AddedPerson>;
  /**
   * Adds one face. One whose similarity to a face of the person is `copySimilarity` or more shows the same photo
   * again: −1312.
   */
  addface(
    appid: string,
    person_id: string,
    face: NewFace,
    tag: string,
    copySimilarity: number,
  ): Promise<null>;
  /** The ids of those that were the person's. */
  delface(appid: string, person_id: string, face_ids: readonly string[]): Promise<readonly string[]>;
  delperson(appid: string, person_id: string): Promise<null>;
  setinfo(appid: string, person_id: string, changes: PersonChanges): Promise<null>;
  /** Changes consent or expiry. −1303; −1313 for what is none. */
  setterms(appid: string, person_id: string, change: TermsChange): Promise<null>;
  getterms(appid: string, person_id: string): Promise<PersonTerms>;
  /** Keeps a small picture of the person in the place of the one before; null removes it. −1303, −1313 (`consent`), −1300, −1102, −1400. */
  setpicture(appid: string, person_id: string, picture: Blob | null): Promise<null>;
  getpicture(appid: string, person_id: string): Promise<Blob | null>;
  exportPerson(appid: string, person_id: string): Promise<PersonExport>;
  /** Entries after that number, oldest first, at most `most` of them. */
  readAudit(appid: string, after: number, most: number): Promise<AuditPage>;
  checkAudit(appid: string, callId?: string): Promise<AuditReport>;
  /** The log as JSON lines. */
  exportAudit(appid: string, callId?: string): Promise<Blob>;
  addgroupids(appid: string, change: MembershipChange): Promise<ChangedGroups>;
  delgroupids(appid: string, change: MembershipChange): Promise<ChangedGroups>;
  getinfo(appid: string, person_id: string): Promise<PersonInfo>;
  /** person_ids, ascending. */
  getpersonids(appid: string, group_id: string, callId?: string): Promise<readonly string[]>;
  /** group_ids, ascending. */
  getgroupids(appid: string, callId?: string): Promise<readonly string[]>;
  /** face_ids, in the order they were added. */
  getfaceids(appid: string, person_id: string): Promise<readonly string[]>;
  getface(appid: string, face_id: string): Promise<KnownFace>;
  /**
   * For each template the five persons of the groups that look most like it, best first; one attempt at each of them. Where it asks for the
   * second network, `searchSecond` of the same name may follow.
   */
  search(
    appid: string,
    groups: GroupChoice,
    templates: readonly Float32Array[],
    callId?: string,
  ): Promise<Found>;
  /**
   * The candidates of that search, judged by both networks: a second template for each probe that was asked about, null where there is none.
   * Null when there is no such search: another worker made it, or many were made since.
   */
  searchSecond(
    callId: string,
    seconds: readonly (Float32Array | null)[],
  ): Promise<Found['candidates'] | null>;
  /**
   * Two faces on the scale of `confidence`, 0…100, by their templates and, where there are any, second ones. Needs no gallery, only its
   * numbers. `asks`: the second network is to be asked.
   */
  compare(
    faces: readonly [Float32Array, Float32Array],
    seconds?: readonly [Float32Array, Float32Array],
  ): Promise<{ readonly confidence: number; readonly asks: boolean }>;
}
