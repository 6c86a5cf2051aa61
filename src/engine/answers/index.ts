export { galleryAnswers } from './gallery';
export type { PictureOutcome } from './picture-codes';
export { recognitionAnswers, type Shown } from './recognition';
