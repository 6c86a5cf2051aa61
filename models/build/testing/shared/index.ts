export { inShared, NO_SHARED_DATA, sharedModels } from './shared';
