export { findStreamed, readStreamed } from './streamed';
