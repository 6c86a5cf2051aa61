import type { ErrorCode, ErrorKinds, OverloadedCode } from '../../src/protocol';

/** What happened; what to tell the person in front of the screen; what the programmer or the operator can do. */
export type Advice = readonly [happened: string, say: string, todo: string];

/** For every code that mien raises, and for every kind of those that stand for several things. */
export type AdviceTable = {
  readonly [Code in ErrorCode]: Code extends OverloadedCode
    ? Readonly<Record<ErrorKinds[Code], Advice>>
    : Advice;
};

/** Whether a code stands for one thing. */
export function isAdvice(advice: Advice | Readonly<Record<string, Advice>>): advice is Advice {
  return Array.isArray(advice);
}
