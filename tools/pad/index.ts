export { SPECIES, type Species } from './species';
export { buildStage, openStage, prepareStage, STAGE_SITE } from './stage-page';
