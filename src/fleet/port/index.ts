export type {
  Application,
  Applied,
  FleetFace,
  Found,
  GalleryPort,
  LocalChanges,
  LocalPerson,
  Shadow,
} from './gallery-port';
