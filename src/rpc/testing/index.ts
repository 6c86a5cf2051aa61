export type { FixtureService } from './told.worker';
