export { admitSearch, search } from './identify';
export { Searcher } from './searcher';
