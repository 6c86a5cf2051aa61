export { alone, lockName } from './alone';
export { deleteDatabase, openDatabase } from './database';
export { Gallery } from './gallery';
export { type Change, mutate, mutateAlone, type Now } from './mutate';
export { openInTime } from './patience';
export { MOST_UNPROVEN_GENERATION, plainCount } from './plain';
export { loadState, openOrRecount, openSound, readState } from './state';
