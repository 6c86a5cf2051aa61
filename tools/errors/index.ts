export { type Advice, isAdvice } from './advice';
export { chinese } from './chinese';
export { english } from './english';
export { errorSections } from './page';
