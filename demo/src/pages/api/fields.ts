import { describe, type Route } from '../../../../src/http/contract';

/** One input of an endpoint's form. */
export interface Field {
  readonly name: string;
  /** As the contract names it: String, Int, Binary, Array(String) … */
  readonly type: string;
  readonly description: string;
  readonly required: boolean;
}

/** What the contract says of a request. */
export function fieldsOf({ request }: Route): Field[] {
  return Object.entries(request.entries).map(([name, schema]) => ({ name, ...describe(schema) }));
}

export function isPicture({ type }: Field): boolean {
  return type.includes('Binary');
}
