export {
  type Alteration,
  alter,
  alterations,
  type Content,
  makeDatabase,
  readDatabase,
  writeDatabase,
} from './alterations';
export {
  candidatesOf,
  code,
  createGalleryService,
  exportedParts,
  face,
  failure,
  MODEL,
  ORIGIN,
  openGallery,
  person,
  probe,
  trouble,
  verified,
} from './gallery';
export { VERSION_3, VERSION_5 } from './old-databases';
export { change, everything, flip, keysOf, latin, openRaw, put, ringOf } from './raw-records';
export { storedFaces, writePlain } from './stored';
export { near, openTab, photo, SECOND, TWO, template } from './two-networks';
export { enrolTwo, expectTwo } from './two-persons';
