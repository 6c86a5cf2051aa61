/**
 * What a picture shows, once the gallery has admitted the call: both are under way, in different workers. A refusal comes first,
 * whatever the picture is like, and ends the look.
 */
export async function onceAdmitted<T>(
  check: Promise<unknown>,
  seen: Promise<T>,
  refused: AbortController,
): Promise<T> {
  seen.catch(() => undefined); // reported below, after the check
  try {
    await check;
  } catch (error) {
    refused.abort(error);
    throw error;
  }
  return seen;
}
