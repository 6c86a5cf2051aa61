import { count } from './counts';

export const about = {
  lead: 'What is stored, what leaves this device, and what this is made of.',
  privacy: 'Privacy',
  stored:
    'Stored in this browser, encrypted: templates (192 numbers per face), boxes and poses of faces, names, groups and ids. Photos are never stored. A small picture of each person is, where that was switched on.',
  leaves:
    'Nothing leaves this device. The page contacts no other site, and after the first visit it needs no network.',
  protects:
    'By default the key is in this browser, too. That hides the data from a casual look and from exports, but not from scripts of this site, or from someone who copies the browser’s profile. A passphrase protects copies.',
  limits:
    'A photo of a photo matches. The check for a living person, on the page “Verify”, makes that harder; nothing makes it impossible.',
  running: 'Running here',
  model: 'Model',
  backend: 'Computes on',
  threads: (n: number) => count(n, 'thread', 'threads'),
  loaded: 'Models loaded in',
  gallery: 'Gallery',
  device: 'unlocked by a key in this browser',
  passphrase: 'unlocked by a passphrase',
  persisted: 'Kept when the disk fills up',
  yes: 'yes',
  no: 'no',
  unknown: 'unknown',
  used: 'Space used',
  versions: 'Versions',
  models: 'Models',
  source: 'From',
  licence: 'Licence',
  licences: 'Licences of the code in this page',
  install: 'Install as an app',
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
};
