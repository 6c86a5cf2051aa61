export { makeCertificates, whyNoOpenssl } from './certificates';
export { FleetStage, type StagedDevice } from './stage';
