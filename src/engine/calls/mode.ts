import { CODES, FaceError, type Wanted } from '../../protocol';

/** What the contract's `mode` looks for: 0, all faces, unless given. Throws FaceError 21 for another number. */
export function searchOf(mode: 0 | 1 = 0): Extract<Wanted['faces'], 'all' | 'largest'> {
  if (mode !== 0 && mode !== 1) throw new FaceError(CODES.PARAMETER_TYPE, 'mode is 0 or 1');
  return mode === 1 ? 'largest' : 'all';
}
