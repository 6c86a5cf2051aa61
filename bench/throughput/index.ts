export { measureThroughput, type ThroughputPlan, type ThroughputRow } from './measure';
