/** Says why a peer has no row: a model that is not installed, a backend that it has not. The others go on. */
export function sayAbsent(peer: string, error: unknown): void {
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  console.error(`${peer} did not take part: ${reason}`);
}
