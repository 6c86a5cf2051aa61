export { Damaged, nothingIfDamaged } from './damaged';
export { asStorageError, damageError, read, sealedAnew, storageError } from './failure';
