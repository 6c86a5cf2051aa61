import type { FaceEngine } from '../../../../src';
import { createHandler } from '../../../../src/http';
import type { Route } from '../../../../src/http/contract';
import { type Field, isPicture } from './fields';

export interface Call {
  readonly route: Route;
  readonly values: readonly { readonly field: Field; readonly given: readonly FormDataEntryValue[] }[];
}

export interface Exchanged {
  readonly path: string;
  readonly contentType: string;
  /** The body as it goes over the wire; a picture's bytes are only counted. */
  readonly parts: readonly { readonly name: string; readonly text: string; readonly bytes?: number }[];
  readonly status: number;
  readonly answer: { readonly code: number; readonly message: string; readonly data: unknown };
  readonly ms: number;
  readonly worker: boolean;
}

/**
 * Sends a call as client code would, to this origin, which the service worker answers; while none controls the page, its own
 * handler does.
 */
export async function send(call: Call, engine: FaceEngine): Promise<Exchanged> {
  const path = `/face/${call.route.name}`;
  const { body, contentType } = bodyOf(call);
  const worker = navigator.serviceWorker?.controller != null;
  const headers: HeadersInit = typeof body === 'string' ? { 'Content-Type': contentType } : {};
  const request = new Request(path, { method: 'POST', body, headers });
  const began = performance.now();
  const response = await (worker ? fetch(request) : createHandler(engine)(request));
  const answer = (await response.json()) as Exchanged['answer'];
  const ms = performance.now() - began;
  return { path, contentType, parts: partsOf(call), status: response.status, answer, ms, worker };
}

function bodyOf({ values }: Call): { body: FormData | string; contentType: string } {
  if (values.some(({ field }) => isPicture(field))) {
    const form = new FormData();
    for (const { field, given } of values) {
      for (const value of given.flatMap((each) => listed(field, each))) form.append(field.name, value);
    }
    return { body: form, contentType: 'multipart/form-data' };
  }
  const entries = values.map(({ field, given: [text] }) => [field.name, jsonValue(field, String(text))]);
  return { body: JSON.stringify(Object.fromEntries(entries)), contentType: 'application/json' };
}

function partsOf({ values }: Call): Exchanged['parts'] {
  return values.flatMap(({ field, given }) =>
    given.map((value) =>
      value instanceof File
        ? { name: field.name, text: value.name, bytes: value.size }
        : { name: field.name, text: String(value) },
    ),
  );
}

function jsonValue(field: Field, text: string): unknown {
  if (field.type.startsWith('Array')) return listed(field, text);
  return field.type === 'Int' || field.type === 'Float' ? Number(text) : text;
}

function listed(field: Field, value: FormDataEntryValue): FormDataEntryValue[] {
  if (value instanceof File || !field.type.startsWith('Array')) return [value];
  return value
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
