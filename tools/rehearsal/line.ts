import { once } from 'node:events';
import { type RawData, WebSocket, WebSocketServer } from 'ws';

/** Stands between devices and a server, remembers every frame of both directions unmasked, and can cut the line. */
export class Line {
  readonly url: string;
  readonly frames: Buffer[] = [];
  readonly #server: WebSocketServer;
  #cut = false;

  private constructor(server: WebSocketServer, port: number, upstream: string) {
    this.#server = server;
    this.url = `ws://127.0.0.1:${port}`;
    server.on('connection', (near) => {
      if (this.#cut) return near.terminate();
      const far = new WebSocket(upstream);
      const waiting: Buffer[] = [];
      near.on('message', (data: RawData) => {
        const frame = this.#record(data);
        if (far.readyState === WebSocket.OPEN) far.send(frame);
        else waiting.push(frame);
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

  /** Whether any frame has these bytes. */
  saw(bytes: Uint8Array | string): boolean {
    const wanted = Buffer.from(bytes as Uint8Array);
    return this.frames.some((frame) => frame.includes(wanted));
  }

  [Symbol.dispose](): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #record(data: RawData): Buffer {
    const frame = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
    this.frames.push(frame);
    return frame;
  }
}
