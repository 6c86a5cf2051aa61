export { downloadModelFile, ProgressMeter } from './download';
export { chooseEmbedder, chooseSecond, fetchManifest, type SecondEmbedder } from './manifest';
