import type { FaceError } from '../protocol';
import { assetsError } from './error';
import { takesPublishedOnly, UNPUBLISHED } from './foreign';

/** Long enough for a doctype behind blanks. */
const HEAD_BYTES = 100;

/** Fetches a file of the assets folder. Rejects with FaceError 213 (`data.kind` "assets") when none comes. */
export async function fetchAsset(
  url: URL,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Response> {
  const response = await fetch(url, options).catch((cause: unknown) => {
    options.signal?.throwIfAborted();
    throw assetsError(
      url,
      takesPublishedOnly()
        ? UNPUBLISHED
        : 'could not be fetched: is the assets folder served there, and is there a network?',
      cause,
    );
  });
  if (!response.ok) {
    throw assetsError(
      url,
      `was answered with HTTP status ${response.status}: is the whole assets folder served there?`,
    );
  }
  return response;
}

/** The error where a web page came instead of the file: servers of single-page applications have one for whatever they lack. */
export function pageInstead(url: URL, response: Response, start: Uint8Array): FaceError | undefined {
  if (
    !/^\s*<(!doctype|!--|html|head|body|\?xml)/i.test(new TextDecoder().decode(start.subarray(0, HEAD_BYTES)))
  )
    return undefined;
  const type = response.headers.get('Content-Type') ?? 'without a type';
  return assetsError(
    url,
    `was answered with an HTML page (status ${response.status}, ${type}), as servers do for files that they do not have: ` +
      'is the whole assets folder served there?',
  );
}
