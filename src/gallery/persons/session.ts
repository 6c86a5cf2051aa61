/** The documents call it the request's identifier; no endpoint ever takes it back. */
export function newSession(): string {
  return crypto.randomUUID();
}
