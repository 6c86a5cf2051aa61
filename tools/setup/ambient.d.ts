/** What is used of two packages that come without types. */
declare module 'protocol-buffers-schema' {
  export interface Schema {
    readonly messages: readonly {
      readonly name: string;
      readonly fields: readonly {
        readonly name: string;
        readonly type: string;
        readonly repeated: boolean;
        readonly oneof: string | null;
      }[];
    }[];
  }
  export function parse(text: string): Schema;
}

declare module 'pbf/compile' {
  import type { Schema } from 'protocol-buffers-schema';
  /** The text of a module that reads and writes the messages. */
  export function compileRaw(schema: Schema): string;
}
