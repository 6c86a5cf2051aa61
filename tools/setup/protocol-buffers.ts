import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compileRaw } from 'pbf/compile';
import { parse, type Schema } from 'protocol-buffers-schema';

const SCHEMA = resolve(import.meta.dirname, '../../src/runtime/onnx/file/onnx.proto');
const MADE = SCHEMA.replace(/proto$/, 'generated.js');
const TYPES = SCHEMA.replace(/proto$/, 'generated.d.ts');

/** Of proto3's scalars those that occur. A whole number beyond 2^53 loses its last digits. */
const SCALARS: Readonly<Record<string, string>> = {
  int32: 'number',
  int64: 'number',
  float: 'number',
  string: 'string',
  bytes: 'Uint8Array | undefined',
};

/** Makes the reader and writer of ONNX files from the schema, where it has changed. */
export function buildProtocolBuffers(log: (line: string) => void): void {
  const newest = Math.max(...[SCHEMA, import.meta.filename].map((path) => statSync(path).mtimeMs));
  if ([MADE, TYPES].every((path) => existsSync(path) && statSync(path).mtimeMs >= newest)) return;
  log('making the reader and writer of onnx.proto');
  const schema = parse(readFileSync(SCHEMA, 'utf8'));
  writeFileSync(TYPES, typesOf(schema)); // before the compiler, which notes its defaults in the schema
  writeFileSync(MADE, compileRaw(schema));
}

/** Declarations for what pbf's compiler makes, which has none. A writer may be given part of a message. */
function typesOf({ messages }: Schema): string {
  const written = messages.map(({ name, fields }) => {
    const members = fields.map(({ name: field, type, repeated }) => {
      const one = SCALARS[type] ?? (repeated ? type : `${type} | undefined`);
      return `  ${field}: ${repeated ? `${one}[]` : one};`;
    });
    const oneofs = [...new Set(fields.flatMap(({ oneof }) => oneof ?? []))].map((oneof) => {
      const names = fields.filter((field) => field.oneof === oneof).map((field) => `'${field.name}'`);
      return `  ${oneof}: ${names.join(' | ')} | undefined;`;
    });
    return `export interface ${name} {
${[...members, ...oneofs].join('\n')}
}
export function read${name}(pbf: PbfReader, end?: number): ${name};
export function write${name}(message: Part<${name}>, pbf: PbfWriter): void;
`;
  });
  return `// Made by the set-up from the .proto file beside it.
import type { PbfReader, PbfWriter } from 'pbf';
export type Part<T> = T extends readonly (infer E)[] ? readonly Part<E>[] : T extends Uint8Array | string | number | undefined ? T : { readonly [K in keyof T]?: Part<T[K]> };

${written.join('\n')}`;
}
