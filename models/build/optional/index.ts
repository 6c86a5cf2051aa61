export { addModel, removeModel } from './add';
export { RECIPES } from './recipes';
