export { newHeader } from './header';
export { parsePerson } from './parse';
export { ArchiveReader } from './reader';
export type { ArchivedFace, ArchivedPerson } from './types';
export { ArchiveWriter } from './writer';
