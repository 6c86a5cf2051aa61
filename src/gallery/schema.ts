import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { NewFace } from '../protocol';

export interface PersonRecord {
  readonly person_id: string;
  readonly person_name: string;
  readonly tag: string;
  /** In the order they were joined; indexed, so that a group finds its persons. */
  readonly group_ids: readonly string[];
  /** In the order they were added. */
  readonly face_ids: readonly string[];
}

/** One stored face: its template and what was measured. The photo is never stored. */
export interface FaceRecord extends NewFace {
  readonly person_id: string;
  readonly tag: string;
}

/** A group exists as long as a person is in it: no endpoint creates or deletes one. */
interface GroupRecord {
  readonly group_id: string;
  readonly persons: number;
}

export interface GallerySchema extends DBSchema {
  persons: { key: string; value: PersonRecord; indexes: { 'by-group': string } };
  faces: { key: string; value: FaceRecord };
  groups: { key: string; value: GroupRecord };
}

export type GalleryDatabase = IDBPDatabase<GallerySchema>;

const VERSION = 1;

/** Opens the database of one appid. `onStale` is called when another tab needs this connection closed. */
export function openGallery(appid: string, onStale: () => void): Promise<GalleryDatabase> {
  return openDB<GallerySchema>(`mien:${appid}`, VERSION, {
    upgrade(db) {
      db.createObjectStore('persons', { keyPath: 'person_id' }).createIndex('by-group', 'group_ids', {
        multiEntry: true,
      });
      db.createObjectStore('faces', { keyPath: 'face_id' });
      db.createObjectStore('groups', { keyPath: 'group_id' });
    },
    blocking: onStale,
    terminated: onStale,
  });
}
