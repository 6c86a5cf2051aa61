import { type Effect, ROUTES } from '../../src/http/contract';

/** `src/http/worker/effects.ts`: what the service worker, which has no schemas, must know of actions. */
export function effectsOfActions(): string {
  return `// Made by \`npm run docs\` from src/http/contract, which has schemas that no service worker needs.

/** Paths of actions that change nothing, and may be carried out again. */
export const READ = ${pathsOf('read')};

/** Paths of actions that free space; carried out twice they change nothing more. */
export const DELETION = ${pathsOf('delete')};
`;
}

function pathsOf(effect: Effect): RegExp {
  const names = ROUTES.filter((route) => route.effect === effect).map(({ name }) => name);
  return new RegExp(`/face/(?:${names.join('|')})$`);
}
