import { compareWithPerson, confidenceOf } from '../match';
import { checkId, FaceError, type RemoteGallery, toReply } from '../protocol';
import { createConnections } from './connections';
import { addFace, admitFace, delFace, getFace } from './faces';
import { comparableFaces, matchPerson } from './match-person';
import { addGroups, delGroups } from './memberships';
import { admitPerson, delPerson, findPerson, getInfo, newPerson, setInfo } from './persons';
import type { GalleryDatabase } from './schema';
import { admitSearch, search } from './search';
import { read } from './transaction';

/** The gallery worker's side of `RemoteGallery`. */
export function createGalleryService(): RemoteGallery {
  const connect = createConnections();

  const within = <T>(appid: string, work: (db: GalleryDatabase) => Promise<T>) =>
    toReply(async () => work(await connect(appid)));

  const nothing = () => null;

  return {
    open: (appid) => within(appid, async () => null),
    admitPerson: (appid, person) => within(appid, (db) => admitPerson(db, person).then(nothing)),
    admitFace: (appid, person_id, tag) => within(appid, (db) => admitFace(db, person_id, tag).then(nothing)),
    admitProbe: (appid, person_id, origin) =>
      within(appid, (db) => comparableFaces(db, person_id, origin).then(nothing)),
    admitSearch: (appid, groups) => within(appid, (db) => admitSearch(db, groups).then(nothing)),
    newperson: (appid, person, face) => within(appid, (db) => newPerson(db, person, face)),
    addface: (appid, person_id, face, tag, copySimilarity) =>
      within(appid, (db) => addFace(db, person_id, face, tag, copySimilarity).then(nothing)),
    delface: (appid, person_id, face_ids) => within(appid, (db) => delFace(db, person_id, face_ids)),
    delperson: (appid, person_id) => within(appid, (db) => delPerson(db, person_id)),
    setinfo: (appid, person_id, changes) => within(appid, (db) => setInfo(db, person_id, changes)),
    addgroupids: (appid, change) => within(appid, (db) => addGroups(db, change)),
    delgroupids: (appid, change) => within(appid, (db) => delGroups(db, change)),
    getinfo: (appid, person_id) => within(appid, (db) => getInfo(db, person_id)),
    getfaceids: (appid, person_id) =>
      within(appid, async (db) => ({ face_ids: [...(await findPerson(db, person_id)).face_ids] })),
    getface: (appid, face_id) => within(appid, (db) => getFace(db, face_id)),
    getgroupids: (appid) =>
      within(appid, (db) => read(async () => ({ group_ids: await db.getAllKeys('groups') }))),
    getpersonids: (appid, group_id) =>
      within(appid, (db) => {
        checkId('group_id', group_id);
        return read(async () => {
          const person_ids = await db.getAllKeysFromIndex('persons', 'by-group', group_id);
          if (person_ids.length === 0) throw new FaceError(-1306, `there is no group "${group_id}"`);
          return { person_ids };
        });
      }),
    match: (appid, person_id, probe) => within(appid, (db) => matchPerson(db, person_id, probe)),
    search: (appid, groups, probes) => within(appid, (db) => search(db, groups, probes)),
    compare: ({ template, calibration }, other) =>
      toReply(() => confidenceOf(compareWithPerson(template, [other]), calibration)),
  };
}
