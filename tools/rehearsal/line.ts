import { once } from 'node:events';
import { type RawData, WebSocket, WebSocketServer } from 'ws';

interface Hold {
  readonly text: string;
  readonly waiting: (() => void)[];
  begun: boolean;
}

/** Stands between devices and a server, remembers every frame of both directions unmasked, and can hold what devices send, or cut the line. */
export class Line {
  readonly url: string;
  readonly frames: Buffer[] = [];
  readonly #server: WebSocketServer;
  #cut = false;
  #hold: Hold | null = null;

  private constructor(server: WebSocketServer, port: number, upstream: string) {
    this.#server = server;
    this.url = `ws://127.0.0.1:${port}`;
    server.on('connection', (near) => {
      if (this.#cut) return near.terminate();
      const far = new WebSocket(upstream);
      const waiting: Buffer[] = [];
      near.on('message', (data: RawData) => {
        const frame = this.#record(data);
        const send = () => (far.readyState === WebSocket.OPEN ? far.send(frame) : waiting.push(frame));
        if (this.#hold === null) send();
        else this.#consider(this.#hold, frame, send);
      });
      far.on('open', () => {
        for (const frame of waiting.splice(0)) far.send(frame);
      });
      far.on('message', (data: RawData) => near.send(this.#record(data)));
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        one.on('close', () => other.close());
        one.on('error', () => other.terminate());
      }
    });
  }

  static async to(upstream: string): Promise<Line> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return new Line(server, address.port, upstream);
  }

  cut(): void {
    this.#cut = true;
    for (const client of this.#server.clients) client.terminate();
  }

  mend(): void {
    this.#cut = false;
  }

  /** What devices send waits from the first frame on that has this text, until `release`. */
  hold(text: string): void {
    this.#hold = { text, waiting: [], begun: false };
  }

  get holds(): boolean {
    return this.#hold?.begun === true;
  }

  release(): void {
    const { waiting = [] } = this.#hold ?? {};
    this.#hold = null;
    for (const send of waiting) send();
  }

  /** Whether any frame has these bytes. */
  saw(bytes: Uint8Array | string): boolean {
    const wanted = Buffer.from(bytes as Uint8Array);
    return this.frames.some((frame) => frame.includes(wanted));
  }

  [Symbol.dispose](): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #consider(hold: Hold, frame: Buffer, send: () => void): void {
    hold.begun ||= frame.includes(hold.text);
    if (hold.begun) hold.waiting.push(send);
    else send();
  }

  #record(data: RawData): Buffer {
    const frame = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
    this.frames.push(frame);
    return frame;
  }
}
