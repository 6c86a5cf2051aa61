import { faces } from './counts';

export const identify = {
  lead: 'Who is in a photo? Every face is compared with everyone who is enrolled.',
  group: 'Search in',
  threshold: 'Show a name from confidence',
  found: (n: number, named: number) => `${faces(n)} found, ${named} recognised.`,
  unknown: 'nobody who is known here',
  face: (n: number) => `Face ${n}`,
  maybe: (name: string) => `not sure, perhaps ${name}`,
  comparing: (n: number) => `${faces(n)} found. Looking for who they are.`,
  notThis: 'No, this is …',
  whoIsThis: 'This is …',
  thisIs: 'Remember it',
  correctionHint: 'The face is added to that person, and all are looked for anew.',
  meanwhile: 'Meanwhile choose a photo: it is looked at as soon as the models are there.',
  nobody: 'Nobody is enrolled yet. Faces are found, but there is nobody to compare them with.',
};
