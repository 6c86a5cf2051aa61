import type { FuzzedBody, FuzzedRequest } from './requests';

/** What became of a request: its answer, or how it failed to give one. */
export type Seen =
  | { readonly status: number; readonly type: string | null; readonly text: string }
  | { readonly failed: string };

declare global {
  /** Sends requests to handlers in front of `engine`, some at once, and says what came back, in their order. */
  var sendFuzzed: (requests: readonly FuzzedRequest[]) => Promise<Seen[]>;
  /** What nobody caught, since the page is there. */
  var uncaught: string[];
}

/** For `page.evaluate`, which carries nothing but the function itself. Photos are `#files`. */
export async function prepareFuzzing({
  boundary,
  limitMs,
}: {
  boundary: string;
  limitMs: number;
}): Promise<void> {
  globalThis.uncaught = [];
  addEventListener('unhandledrejection', ({ reason }) => uncaught.push(String(reason)));
  addEventListener('error', ({ message }) => uncaught.push(message));

  const encoder = new TextEncoder();
  const photos = await Promise.all(
    files().map(async (file) => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
    }),
  );
  const filled = (text: string) => text.replace(/@photo([12])@/g, (_, n) => photos[Number(n) - 1]);
  const decoded = (base64: string) => {
    try {
      return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    } catch {
      return encoder.encode(base64);
    }
  };

  function built(body: Exclude<FuzzedBody, { kind: 'broken' }>): Uint8Array<ArrayBuffer> {
    if (body.kind === 'bytes') return decoded(body.base64);
    if (body.kind === 'text') return encoder.encode(filled(body.text));
    const pieces: number[] = [];
    const add = (bytes: Uint8Array) => {
      for (const byte of bytes) pieces.push(byte);
    };
    for (const { headers, value, isBase64 } of body.parts) {
      add(encoder.encode(`--${boundary}\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n`));
      add(isBase64 ? decoded(filled(value)) : encoder.encode(filled(value)));
      add(encoder.encode('\r\n'));
    }
    add(encoder.encode(`--${boundary}--\r\n`));
    return Uint8Array.from(pieces);
  }

  function damaged(bytes: Uint8Array<ArrayBuffer>, damage: readonly { how: string; at: number }[]) {
    let now = bytes;
    for (const { how, at } of damage) {
      const place = Math.floor(at * now.length);
      if (how === 'flip' && now.length > 0) now[Math.min(place, now.length - 1)] ^= 1 << (place % 8);
      if (how === 'cut') now = now.slice(0, place);
      if (how === 'insert')
        now = Uint8Array.from([...now.slice(0, place), 13, 10, 0, 255, ...now.slice(place)]);
      if (how === 'remove') now = Uint8Array.from([...now.slice(0, place), ...now.slice(place + 7)]);
    }
    return now;
  }

  async function requestOf({ path, method, headers, body }: FuzzedRequest): Promise<Request> {
    const init = { method, headers };
    if (body.kind !== 'broken') {
      const bytes = damaged(built(body), body.kind === 'bytes' ? [] : body.damage);
      return new Request(path, { ...init, body: bytes });
    }
    const { how } = body;
    if (how === 'locked' || how === 'used') {
      const request = new Request(path, { ...init, body: '{}' });
      if (how === 'locked') request.body?.getReader();
      else await request.text();
      return request;
    }
    const source: UnderlyingDefaultSource = {
      pull: (controller) => {
        if (how === 'errors') controller.error(new Error('gone'));
        else controller.enqueue(how === 'texts' ? 'text' : new Uint8Array());
      },
    };
    const streamed = { ...init, body: new ReadableStream(source), duplex: 'half' };
    return new Request(path, streamed);
  }

  const plain = mienHttp.createHandler(engine);
  const secrets = [{ appid: 'kept', secretId: 'ID', secretKey: 'KEY' }];
  const signing = mienHttp.createHandler(engine, { secrets });

  async function send(asked: FuzzedRequest): Promise<Seen> {
    const request = await requestOf(asked);
    const late = new Promise<Seen>((resolve) => setTimeout(resolve, limitMs, { failed: 'no answer' }));
    const answer = async (): Promise<Seen> => {
      const response = await (asked.signed ? signing : plain)(request);
      const { status, headers } = response;
      return { status, type: headers.get('content-type'), text: await response.text() };
    };
    return Promise.race([answer().catch((error): Seen => ({ failed: String(error) })), late]);
  }

  globalThis.sendFuzzed = async (requests) => {
    const seen: Seen[] = [];
    let next = 0;
    const lane = async () => {
      for (let i = next++; i < requests.length; i = next++) seen[i] = await send(requests[i]);
    };
    await Promise.all(Array.from({ length: 8 }, lane));
    return seen;
  };
}
