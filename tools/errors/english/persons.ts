import { CODES } from '../../../src/protocol';
import type { AdviceTable } from '../advice';

export const persons = {
  [CODES.PERSON_EXISTS]: [
    'The `person_id` is taken.',
    'You are already registered.',
    'Call `addface` for another photo of the same person, or choose another id.',
  ],
  [CODES.NO_PERSON]: [
    'There is no such person in this gallery.',
    'You are not registered here.',
    'Enrol the person first. Check `appid`: each has a gallery of its own.',
  ],
  [CODES.FACE_NOT_ENROLLED]: [
    'There is no such face, or the person has none.',
    'You have no photo here yet. Please add one.',
    'Call `addface`.',
  ],
  [CODES.NO_GROUP]: [
    'There is no such group, or the person is in none of the groups named.',
    'Nobody is registered yet.',
    'A group exists while somebody is in it: enrol a person into it.',
  ],
  [CODES.NO_GROUP_OF_LIST]: [
    'None of the groups to search exists.',
    'Nobody is registered yet.',
    'A group exists while somebody is in it: enrol a person into one.',
  ],
  [CODES.TOO_MANY_FACES]: [
    'The person has 20 faces, which is the limit.',
    'You have enough photos. Delete one before you add another.',
    'Delete a face with `delface`.',
  ],
  [CODES.TOO_MANY_PERSONS]: [
    'The group has 20,000 persons, which is the limit.',
    'There is no room for more people.',
    'Use several groups, and search them together.',
  ],
  [CODES.TOO_MANY_GROUPS]: [
    'The appid has 5,000 groups, which is the limit.',
    'There is no room for more groups.',
    'Remove groups, or use another appid.',
  ],
} satisfies Partial<AdviceTable>;
