/**
 * Bytes in a buffer of their own: `Uint8Array<ArrayBuffer>` where TypeScript knows that type (5.7 and newer), else
 * `Uint8Array`. Written so that both can read the declarations.
 */
export type Bytes = ReturnType<Uint8ArrayConstructor['of']>;
