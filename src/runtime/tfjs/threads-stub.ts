/**
 * Stands in for the threaded build of TensorFlow.js's wasm backend and its worker's source, 35 kB that every start would read.
 * Never called: the backend is told that there are no threads, which that build cannot have once it is minified.
 */
export default function noThreads(): never {
  throw new Error('the threaded build of TensorFlow.js is not part of this build');
}
export const wasmWorkerContents = '';
