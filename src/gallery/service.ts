import { FaceError, type RemoteGallery, toReply } from '../protocol';
import { addFace, admitFace, delFace } from './faces';
import { checkId } from './ids';
import { comparableFaces, matchPerson } from './match-person';
import { addGroups, delGroups } from './memberships';
import { admitPerson, delPerson, findPerson, getInfo, newPerson, setInfo } from './persons';
import { type GalleryDatabase, openGallery } from './schema';
import { read } from './transaction';

/** The gallery worker's side of `RemoteGallery`. */
export function createGalleryService(): RemoteGallery {
  let appid: string | undefined;
  let opened: Promise<GalleryDatabase> | undefined;

  /** The connection, opened again after another tab's upgrade or the browser has closed it. */
  const database = (): Promise<GalleryDatabase> => {
    if (appid === undefined) throw new FaceError(213, 'the gallery worker was not started');
    opened ??= connect(appid);
    return opened;
  };

  const connect = (id: string) => {
    const close = () => {
      void opened?.then((db) => db.close());
      opened = undefined;
    };
    return read(() => openGallery(id, close)).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
  };

  const withGallery = <T>(work: (db: GalleryDatabase) => Promise<T>) =>
    toReply(async () => work(await database()));

  const nothing = () => null;

  return {
    start: (options) =>
      toReply(async () => {
        checkId('appid', options.appid);
        appid = options.appid;
        await database();
        return null;
      }),
    admitPerson: (person) => withGallery((db) => admitPerson(db, person).then(nothing)),
    admitFace: (person_id, tag) => withGallery((db) => admitFace(db, person_id, tag).then(nothing)),
    admitProbe: (person_id, origin) =>
      withGallery((db) => comparableFaces(db, person_id, origin).then(nothing)),
    newperson: (person, face) => withGallery((db) => newPerson(db, person, face)),
    addface: (person_id, face, tag) => withGallery((db) => addFace(db, person_id, face, tag)),
    delface: (person_id, face_ids) => withGallery((db) => delFace(db, person_id, face_ids)),
    delperson: (person_id) => withGallery((db) => delPerson(db, person_id)),
    setinfo: (person_id, changes) => withGallery((db) => setInfo(db, person_id, changes)),
    addgroupids: (person_id, group_ids) => withGallery((db) => addGroups(db, person_id, group_ids)),
    delgroupids: (person_id, group_ids) => withGallery((db) => delGroups(db, person_id, group_ids)),
    getinfo: (person_id) => withGallery((db) => getInfo(db, person_id)),
    getfaceids: (person_id) =>
      withGallery(async (db) => ({ face_ids: [...(await findPerson(db, person_id)).face_ids] })),
    getgroupids: () => withGallery((db) => read(async () => ({ group_ids: await db.getAllKeys('groups') }))),
    getpersonids: (group_id) =>
      withGallery((db) => {
        checkId('group_id', group_id);
        return read(async () => {
          const person_ids = await db.getAllKeysFromIndex('persons', 'by-group', group_id);
          if (person_ids.length === 0) throw new FaceError(-1306, `there is no group "${group_id}"`);
          return { person_ids };
        });
      }),
    match: (person_id, template, origin, calibration) =>
      withGallery((db) => matchPerson(db, person_id, template, origin, calibration)),
  };
}
