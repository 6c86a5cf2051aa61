import { facingOf, languageOf } from './attributes';
import type { Shared } from './conductor';
import { faceLook, hintFor } from './guidance';
import { framesOf, framesOfFiles } from './session';
import { drawn, isChinese, keepFocus, made } from './view';

export const SHARED: Shared = {
  made,
  drawn,
  keepFocus,
  isChinese,
  faceLook,
  hintFor,
  framesOf,
  framesOfFiles,
  facingOf,
  languageOf,
};
