export { galleryAnswers } from './gallery';
export type { PictureOutcome } from './picture-codes';
export { recognitionAnswers } from './recognition';
