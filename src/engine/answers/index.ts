export { galleryAnswers } from './gallery';
export { recognitionAnswers, type Shown } from './recognition';
