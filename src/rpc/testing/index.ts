export type { FixtureService } from './puppet.worker';
