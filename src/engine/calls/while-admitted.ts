/**
 * Looks at a picture while the gallery checks whether that is of any use: they are different workers. A refusal comes first,
 * whatever the picture is like, and ends the look.
 */
export async function admitted<T>(
  signal: AbortSignal,
  check: () => Promise<unknown>,
  look: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const refused = new AbortController();
  const seen = look(AbortSignal.any([signal, refused.signal]));
  seen.catch(() => undefined); // reported below, after the check
  try {
    await check();
  } catch (error) {
    refused.abort(error);
    throw error;
  }
  return seen;
}
