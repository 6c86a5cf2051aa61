import { CALLS } from './calls';
import type { Call, ClientHabits, ClientName, Name, Signing } from './wire';

export interface Client {
  readonly signatureText: (signing: Signing) => string;
  /** The calls that the client has, by name. */
  readonly calls: Readonly<Record<string, Call>>;
}

const PICTURES: readonly Name[] = ['image', 'images', 'imageA', 'imageB'];

export function client(name: ClientName, habits: ClientHabits): Client {
  const own = Object.entries(CALLS).filter(([, { clients }]) => clients.includes(name));
  const calls = own.map(([call, row]) => [
    call,
    make(call, row.endpoint, row.own?.[name] ?? row.fields, habits),
  ]);
  return { signatureText: habits.signatureText, calls: Object.fromEntries(calls) };
}

function make(call: string, endpoint: string, fields: readonly Name[], habits: ClientHabits): Call {
  const { writeJson, writeForm = writeJson, written, account, defaults } = habits;
  const write = written?.[call] ?? (fields.some((field) => PICTURES.includes(field)) ? writeForm : writeJson);
  const names = [...(account?.(endpoint) ?? (['appid', 'bucket'] as const)), ...fields];
  return (given) => {
    const values = { ...defaults?.[call], ...given };
    const entries = names.map(
      (each) => [each, each === 'appid' ? String(values.appid) : values[each]] as const,
    );
    return write(`/face/${endpoint}`, entries, values);
  };
}
