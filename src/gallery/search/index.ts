export { findDuplicates } from './duplicates';
export { admitSearch, search } from './identify';
export { Searcher } from './searcher';
export { type OpenSearch, openSearch, rescore } from './second';
