import { faces } from './counts';

export const verify = {
  lead: 'Check whether a photo shows a particular person.',
  person: 'Person',
  nobody: 'Nobody is enrolled yet.',
  addSomeone: 'Add a person first',
  trySamples: 'Or try it with two sample people',
  meanwhile: 'Meanwhile find a photo of somebody, or good light for the camera.',
  threshold: 'Yes from confidence',
  confidence: 'Confidence',
  checked: 'The photo',
  living: 'With the camera: check that it is a living person',
  livingSeen: 'A living person was before the camera.',
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

/** What is said of every comparison, wherever it is made. */
export const verdict = {
  sentences: {
    yes: (name: string) => `Yes, this is ${name}.`,
    unsure: (name: string) => `Not sure whether this is ${name}. Take another photo in better light.`,
    no: (name: string) => `No, this is not ${name}.`,
  },
  zones: { yes: 'Yes', unsure: 'Not sure', no: 'No' },
  bar: {
    yes: 'The photo lies in the part of the bar that means yes',
    unsure: 'The photo lies between the two lines: not sure',
    no: 'The photo lies in the part of the bar that means no',
  },
  stranger: (n: string) => `A stranger would pass once in about ${n} tries.`,
  strictness: 'How strict?',
  details: 'Details',
  confidence: (confidence: string, yes: number, unsure: number) =>
    `${confidence} on a scale that ends at 100 and is not a percentage: yes from ${yes}, not sure from ${unsure}`,
};
