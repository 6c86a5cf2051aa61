export { Damaged, nothingIfDamaged } from './damage';
export { asStorageError, damageError, read, sealedAnew, storageError } from './failure';
