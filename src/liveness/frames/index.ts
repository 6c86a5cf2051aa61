export { Company } from './company';
export { Jumps } from './jumps';
export { isClear, isPresent, type Observation, observe, type Present } from './observation';
export { Repeats } from './repeats';
export { type Shortfall, StageLog } from './stage-log';
