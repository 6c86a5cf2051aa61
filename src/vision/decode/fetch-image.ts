import { CODES, FaceError, LIMITS } from '../../protocol';

const TIME_LIMIT_MS = 10_000;

/**
 * Fetches a picture by address: from the page's own origin, from origins that the host named, or from a
 * `blob:` URL. Redirects are refused and credentials are not sent.
 * Throws FaceError −1308 with the reason.
 */
export async function fetchImage(
  address: string,
  imageOrigins: readonly string[],
  signal: AbortSignal,
): Promise<Blob> {
  const url = parse(address);
  if (url.protocol !== 'blob:' && url.origin !== self.location.origin && !imageOrigins.includes(url.origin)) {
    throw new FaceError(
      CODES.DOWNLOAD_FAILED,
      `pictures from ${url.origin} are not allowed; name it in imageOrigins`,
      { kind: 'origin' },
    );
  }
  const response = await fetch(url, {
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT_MS)]),
  }).catch((cause: unknown) => {
    throw new FaceError(CODES.DOWNLOAD_FAILED, `could not fetch ${shorten(address)}`, {
      kind: 'network',
      cause,
    });
  });
  if (!response.ok)
    throw new FaceError(
      CODES.DOWNLOAD_FAILED,
      `${shorten(address)} answered HTTP status ${response.status}`,
      { kind: 'status' },
    );
  return readBounded(response, address);
}

function parse(address: string): URL {
  try {
    return new URL(address, self.location.href);
  } catch (cause) {
    throw new FaceError(CODES.DOWNLOAD_FAILED, `"${shorten(address)}" is not a URL`, {
      kind: 'address',
      cause,
    });
  }
}

async function readBounded(response: Response, address: string): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  try {
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
      size += part.value.length;
      if (size > LIMITS.imageBytes) break;
      parts.push(part.value);
    }
  } catch (cause) {
    throw new FaceError(CODES.DOWNLOAD_FAILED, `the download of ${shorten(address)} broke off`, {
      kind: 'network',
      cause,
    });
  }
  void reader?.cancel();
  if (size > LIMITS.imageBytes) {
    throw new FaceError(
      CODES.DOWNLOAD_FAILED,
      `${shorten(address)} is larger than ${LIMITS.imageBytes} bytes`,
      { kind: 'too_large' },
    );
  }
  return new Blob(parts);
}

/** Error messages end up in logs. */
function shorten(address: string): string {
  return address.length > 100 ? `${address.slice(0, 100)}…` : address;
}
