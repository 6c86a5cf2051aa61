export { downloadModelFile, ProgressMeter } from './download';
export {
  chooseEmbedder,
  choosePassive,
  chooseSecond,
  fetchManifest,
  type InstalledPassive,
  type SecondEmbedder,
} from './manifest';
