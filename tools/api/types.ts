import type * as v from 'valibot';
import { describe, type Fields, ITEMS, ROUTES } from '../../src/http/contract';

/** `src/api/v1.ts`: the answers' types, from the schemas that describe them. */
export function typesOfAnswers(): string {
  const items = Object.entries(ITEMS).map(([name, schema]) => interfaceOf(name, schema));
  const answers = ROUTES.flatMap(({ name, answer, data }) =>
    answer && data ? [interfaceOf(answer, data, `\`data\` of /face/${name}.`)] : [],
  );
  return ['// Made by `npm run docs` from src/http/contract.', ...items, ...answers].join('\n\n');
}

function interfaceOf(name: string, schema: Fields, comment?: string): string {
  const fields = Object.entries(schema.entries).map(([field, entry]) => fieldOf(field, entry));
  return `${comment ? `/** ${comment} */\n` : ''}export interface ${name} {\n${fields.join('\n')}\n}`;
}

function fieldOf(name: string, schema: v.ObjectEntries[string]): string {
  const { type, description, required } = describe(schema as v.GenericSchema);
  return `  /** ${description} */\n  ${name}${required ? '' : '?'}: ${typescript(type)};`;
}

const TYPES: Readonly<Record<string, string>> = {
  String: 'string',
  Int: 'number',
  Float: 'number',
  Bool: 'boolean',
};

function typescript(type: string): string {
  const item = /^Array\((.*)\)$/.exec(type)?.[1];
  return item === undefined ? (TYPES[type] ?? type) : `${typescript(item)}[]`;
}
