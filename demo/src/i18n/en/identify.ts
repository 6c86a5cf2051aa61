import { faces } from './counts';

export const identify = {
  lead: 'Who is in a photo? Every face is compared with everyone who is enrolled.',
  group: 'Search in',
  threshold: 'Show a name from confidence',
  found: (n: number, named: number) => `${faces(n)} found, ${named} recognised.`,
  unknown: 'unknown',
  face: (n: number) => `Face ${n}`,
  candidates: 'Most similar',
  noCandidates: 'There is nobody to compare it with.',
  nobody: 'Nobody is enrolled yet. Faces are found, but there is nobody to compare them with.',
};
