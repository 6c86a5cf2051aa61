import { faces } from './faces';
import { groups } from './groups';
import { persons } from './persons';
import { recognition } from './recognition';
import type { Route } from './route';

export { describe } from './fields';
export { ITEMS } from './items';
export type { Effect, Fields, Route } from './route';

/** Every endpoint of v1. Validation, types, docs/reference/api.md and what the service worker knows of actions come from this table. */
export const ROUTES: readonly Route[] = [...persons, ...faces, ...groups, ...recognition];
