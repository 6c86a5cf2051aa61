/** A request's identifier in its answer: the caller's own where the contract takes one; no endpoint asks for it later. */
export function sessionId(given?: string): string {
  return given ?? crypto.randomUUID();
}
