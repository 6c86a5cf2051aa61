export type {
  Application,
  Applied,
  Consent,
  FleetFace,
  Found,
  GalleryPort,
  LocalChanges,
  LocalPerson,
  Shadow,
} from './gallery-port';
