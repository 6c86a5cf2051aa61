import { type TransferHandler, transferHandlers } from 'comlink';
import { CODES, type ErrorCode, type ErrorData, FaceError, isOutOfMemory } from '../../protocol';

/** What comlink hands to the handler of what was thrown. */
interface Thrown {
  readonly value: unknown;
}

/** A thrown error as comlink sends it, with what makes it a FaceError. */
interface WireError {
  readonly isError: true;
  readonly value: {
    readonly name: string;
    readonly message: string;
    readonly code: ErrorCode;
    readonly detail: string;
    /** Stack or text of what lay beneath, for the developer. */
    readonly cause: string | undefined;
    readonly data: ErrorData | undefined;
  };
}

/**
 * From now on, what is thrown over a call arrives in the other thread as a FaceError: comlink alone would drop its code, its cause
 * and what a program reads of it. Anything else that is thrown arrives as code 213, `out_of_memory` or `unexpected`.
 */
export function carryErrors(): void {
  const ours = transferHandlers.get('throw');
  if (ours === undefined) throw new Error('this version of comlink has no handler for what is thrown');
  transferHandlers.set('throw', {
    canHandle: (value): value is Thrown => ours.canHandle(value),
    serialize: ({ value }) => [onWire(value), []],
    deserialize: ({ value: { code, detail, cause, data } }) => {
      throw FaceError.from({ code, detail, cause, data });
    },
  } satisfies TransferHandler<Thrown, WireError>);
}

function onWire(thrown: unknown): WireError {
  const known = thrown instanceof FaceError;
  const { name, message, code, detail, data, cause } = known
    ? thrown
    : new FaceError(CODES.INTERNAL, describe(thrown), {
        kind: isOutOfMemory(thrown) ? 'out_of_memory' : 'unexpected',
        cause: thrown,
      });
  return {
    isError: true,
    value: { name, message, code, detail, data, cause: cause === undefined ? cause : trace(cause) },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function trace(error: unknown): string {
  return error instanceof Error ? (error.stack ?? describe(error)) : String(error);
}
