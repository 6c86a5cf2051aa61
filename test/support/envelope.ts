import * as v from 'valibot';
import { type Fields, ROUTES } from '../../src/http/contract';
import { ERROR_NAMES } from '../../src/protocol';

/** What came back over the wire, as it was written. */
export interface WrittenAnswer {
  readonly status: number;
  readonly type: string | null;
  readonly code: number;
  readonly message: string;
  readonly data: object;
}

/** What is wrong with an answer: envelope, code and constant, and for a success exactly the contract's fields with their types. */
export function faultsOf(path: string, { type, code, message, data, ...rest }: WrittenAnswer): string[] {
  const { status, ...unknown } = rest;
  const faults = Object.keys(unknown).map((name) => `${name} is unknown`);
  if (type !== 'application/json') faults.push(`type ${type}`);
  if (![200, 404, 405, 503].includes(status)) faults.push(`status ${status}`);
  if (typeof data !== 'object' || data === null) return [...faults, 'no data'];
  if (code !== 0) {
    if (!Object.entries(ERROR_NAMES).some(([known, name]) => Number(known) === code && name === message)) {
      faults.push(`code ${code} ${message}`);
    }
    if (!('detail' in data) || typeof data.detail !== 'string') faults.push('no detail');
    return faults;
  }
  if (message !== 'OK') faults.push(`message ${message}`);
  const route = ROUTES.find(({ name }) => path === `/face/${name}`);
  return [...faults, ...(route?.data ? exact(route.data, data) : ['there is nothing that could succeed'])];
}

/** What a strict reading of the contract finds wrong with an answer: a missing, mistyped or unknown field. */
function exact(schema: Fields, data: object): string[] {
  const unknown = Object.keys(data).filter((name) => !(name in schema.entries));
  const { issues = [] } = v.safeParse(schema, data);
  return [...unknown.map((name) => `${name} is unknown`), ...issues.map(({ message }) => message)];
}
