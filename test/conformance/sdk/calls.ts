import type { ClientName, Name } from './wire';

/** A call that some clients can make. */
interface Row {
  readonly endpoint: string;
  readonly clients: readonly ClientName[];
  /** Fields in the order in which clients set them. */
  readonly fields: readonly Name[];
  /** Orders of clients that differ, where the order shows on the wire. */
  readonly own?: Readonly<Partial<Record<ClientName, readonly Name[]>>>;
}

const ALL = ['java', 'php', 'python', 'cpp', 'node', 'documents'] as const;
/** All that send pictures: the calls of node are JSON with addresses. */
const PICTURES = ['java', 'php', 'python', 'cpp', 'documents'] as const;
const GROUPS = ['java', 'documents'] as const;
const MANY = ['java', 'php', 'documents'] as const;

/** The calls of the v1 API. A client has those that name it. */
export const CALLS: Readonly<Record<string, Row>> = {
  newpersonByUrl: {
    endpoint: 'newperson',
    clients: ALL,
    fields: ['person_id', 'person_name', 'tag', 'group_ids', 'url'],
    own: {
      java: ['person_id', 'person_name', 'tag', 'url', 'group_ids'],
      node: ['group_ids', 'person_id', 'person_name', 'url', 'tag'],
      documents: ['group_ids', 'person_id', 'url', 'person_name', 'tag'],
    },
  },
  newpersonByImage: {
    endpoint: 'newperson',
    clients: PICTURES,
    fields: ['person_id', 'person_name', 'tag', 'group_ids', 'image'],
    own: { documents: ['group_ids', 'person_id', 'image', 'person_name', 'tag'] },
  },
  delperson: { endpoint: 'delperson', clients: ALL, fields: ['person_id'] },
  addfaceByUrls: {
    endpoint: 'addface',
    clients: ALL,
    fields: ['person_id', 'tag', 'urls'],
    own: { node: ['tag', 'urls', 'person_id'], documents: ['person_id', 'urls', 'tag'] },
  },
  addfaceByImages: {
    endpoint: 'addface',
    clients: PICTURES,
    fields: ['person_id', 'tag', 'images'],
    own: { documents: ['person_id', 'images', 'tag'] },
  },
  delface: { endpoint: 'delface', clients: ALL, fields: ['person_id', 'face_ids'] },
  setinfo: { endpoint: 'setinfo', clients: ALL, fields: ['person_id', 'person_name', 'tag'] },
  getinfo: { endpoint: 'getinfo', clients: ALL, fields: ['person_id'] },
  getgroupids: { endpoint: 'getgroupids', clients: ALL, fields: [] },
  getpersonids: { endpoint: 'getpersonids', clients: ALL, fields: ['group_id'] },
  getfaceids: { endpoint: 'getfaceids', clients: ALL, fields: ['person_id'] },
  getfaceinfo: { endpoint: 'getfaceinfo', clients: ALL, fields: ['face_id'] },
  addgroupids: {
    endpoint: 'addgroupids',
    clients: GROUPS,
    fields: ['person_id', 'group_ids', 'session_id'],
  },
  delgroupids: {
    endpoint: 'delgroupids',
    clients: GROUPS,
    fields: ['person_id', 'group_ids', 'session_id'],
  },
  verifyByUrl: { endpoint: 'verify', clients: ALL, fields: ['person_id', 'url'] },
  verifyByImage: { endpoint: 'verify', clients: PICTURES, fields: ['person_id', 'image'] },
  identifyByUrl: {
    endpoint: 'identify',
    clients: ALL,
    fields: ['group_id', 'url'],
    own: { java: ['url', 'group_id'] },
  },
  identifyByUrlInGroups: {
    endpoint: 'identify',
    clients: GROUPS,
    fields: ['group_ids', 'url'],
    own: { java: ['url', 'group_ids'] },
  },
  identifyByImage: { endpoint: 'identify', clients: PICTURES, fields: ['group_id', 'image'] },
  identifyByImageInGroups: { endpoint: 'identify', clients: GROUPS, fields: ['group_ids', 'image'] },
  identifyByBase64: { endpoint: 'identify', clients: ['documents'], fields: ['group_id', 'image'] },
  multidentifyByUrl: {
    endpoint: 'multidentify',
    clients: MANY,
    fields: ['url', 'group_id'],
    own: { documents: ['group_id', 'url', 'session_id'] },
  },
  multidentifyByUrlInGroups: {
    endpoint: 'multidentify',
    clients: MANY,
    fields: ['url', 'group_ids'],
    own: { documents: ['group_ids', 'url', 'session_id'] },
  },
  multidentifyByImage: {
    endpoint: 'multidentify',
    clients: MANY,
    fields: ['image', 'group_id'],
    own: { documents: ['group_id', 'image', 'session_id'] },
  },
  multidentifyByImageInGroups: {
    endpoint: 'multidentify',
    clients: MANY,
    fields: ['image', 'group_ids'],
    own: { documents: ['group_ids', 'image', 'session_id'] },
  },
  compareByUrls: { endpoint: 'compare', clients: PICTURES, fields: ['urlA', 'urlB'] },
  compareByImages: { endpoint: 'compare', clients: PICTURES, fields: ['imageA', 'imageB'] },
  compareMixed: { endpoint: 'compare', clients: ['php', 'python'], fields: ['urlA', 'imageB'] },
  compareMixedReversed: {
    endpoint: 'compare',
    clients: ['php', 'python', 'cpp'],
    fields: ['imageA', 'urlB'],
  },
  detectByUrl: { endpoint: 'detect', clients: PICTURES, fields: ['mode', 'url'] },
  detectByImage: {
    endpoint: 'detect',
    clients: PICTURES,
    fields: ['mode', 'image'],
    own: { python: ['image', 'mode'] },
  },
  shapeByUrl: { endpoint: 'shape', clients: PICTURES, fields: ['mode', 'url'] },
  shapeByImage: {
    endpoint: 'shape',
    clients: PICTURES,
    fields: ['mode', 'image'],
    own: { python: ['image', 'mode'] },
  },
  livedetectpictureByUrl: {
    endpoint: 'livedetectpicture',
    clients: MANY,
    fields: ['url'],
    own: { php: ['url', 'sign'] },
  },
  livedetectpictureByImage: {
    endpoint: 'livedetectpicture',
    clients: MANY,
    fields: ['image'],
    own: { php: ['sign', 'image'] },
  },
};
