export { addModel, removeModel } from './add';
export { RECIPES } from './recipes';
export { readStored, STORE } from './store';
