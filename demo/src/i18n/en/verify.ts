import { faces } from './counts';

export const verify = {
  lead: 'Check whether a photo shows a particular person.',
  person: 'Person',
  nobody: 'Nobody is enrolled yet.',
  addSomeone: 'Add a person first',
  trySamples: 'Or try it with two sample people',
  sampleNames: ['Sample A', 'Sample B'],
  threshold: 'Match from confidence',
  thresholdHint: (rate: string) => `One in ${rate} strangers would pass as this person.`,
  match: (name: string) => `Match: this looks like ${name}.`,
  noMatch: (name: string) => `No match: this does not look like ${name}.`,
  confidence: 'Confidence',
  gauge: (confidence: string, threshold: number) =>
    `Confidence ${confidence} of 100; ${threshold} or more is a match`,
  checked: 'The photo',
  living: 'With the camera: check that it is a living person',
  enrolled: 'The most similar enrolled face',
  enrolledAlt: (yaw: number, pitch: number) =>
    `Outline of the enrolled face, turned ${yaw}° sideways and ${pitch}° up; its photo was not kept`,
  similarity: 'Similarity',
  compared: 'Compared with',
  comparedWith: faces,
  quality: 'Photo',
  time: 'Time',
  stages: 'Time by stage',
  ran: 'Ran on',
  stage: {
    decode: 'decoding',
    detect: 'finding the face',
    align: 'aligning',
    embed: 'template',
    match: 'comparing',
    rest: 'messages',
  },
};
