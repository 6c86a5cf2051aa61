export { downloadModelFile, ProgressMeter } from './download';
export { chooseEmbedder, fetchManifest } from './manifest';
