import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Gate } from './gate';
import { hold, release } from './hold';

// On a port that browsers refuse, lest a broken wrapper call the real host.
const RETIRED = 'https://recognition.image.myqcloud.com:9/face/verify';

/** A gate that stays closed until the test gives up on it. */
class ClosedGate implements Gate {
  waiting = 0;
  giveUp: () => void = () => undefined;
  readonly #opened = new Promise<void>((_, reject) => {
    this.giveUp = () => reject(new Error('no service worker'));
  });

  isOpen(): boolean {
    return false;
  }

  opened(): Promise<void> {
    this.waiting += 1;
    return this.#opened;
  }
}

let gate: ClosedGate;

beforeEach(() => {
  gate = new ClosedGate();
  hold(gate);
});

afterEach(release);

/** Another window, with classes of its own. */
function frame(): typeof globalThis {
  const { contentWindow } = document.body.appendChild(document.createElement('iframe'));
  return contentWindow as unknown as typeof globalThis;
}

/** An XMLHttpRequest that writes down its events. */
function observed(url: string | URL): { xhr: XMLHttpRequest; events: string[]; ended: Promise<unknown> } {
  const xhr = new XMLHttpRequest();
  const events: string[] = [];
  for (const name of ['load', 'error', 'abort', 'timeout'])
    xhr.addEventListener(name, () => events.push(name));
  const ended = new Promise((resolve) => xhr.addEventListener('loadend', resolve));
  xhr.open('POST', url);
  return { xhr, events, ended };
}

describe('fetch', () => {
  it('looks like the browser’s own', () => {
    expect([fetch.name, fetch.length]).toEqual(['fetch', 1]);
  });

  it.each([
    ['a string', () => RETIRED],
    ['a URL', () => new URL(RETIRED)],
    ['a Request', () => new Request(RETIRED, { method: 'POST', body: 'x' })],
    ['a Request of a frame', () => new (frame().Request)(RETIRED, { method: 'POST', body: 'x' })],
    ['capitals', () => RETIRED.toUpperCase()],
    ['no scheme', () => RETIRED.replace('https:', '')],
  ])('holds %s, and fails as without a network', async (_, input) => {
    const answer = fetch(input());
    gate.giveUp();
    await expect(answer).rejects.toBeInstanceOf(TypeError);
    expect(gate.waiting).toBe(1);
  });

  it('heeds an abort while it is held', async () => {
    const controller = new AbortController();
    const answer = fetch(RETIRED, { signal: controller.signal });
    controller.abort(new Error('changed my mind'));
    await expect(answer).rejects.toThrow('changed my mind');
    await expect(fetch(RETIRED, { signal: controller.signal })).rejects.toThrow('changed my mind');
  });

  it('leaves other calls alone', async () => {
    expect((await fetch(location.href)).ok).toBe(true);
    await expect(fetch('http://')).rejects.toBeInstanceOf(TypeError);
    expect(gate.waiting).toBe(0);
  });
});

describe('XMLHttpRequest', () => {
  it.each([
    ['a URL', new URL(RETIRED)],
    ['credentials', RETIRED.replace('//', '//me:secret@')],
  ])('holds %s, and fails as without a network', async (_, url) => {
    const { xhr, events, ended } = observed(url);
    xhr.send('x');
    expect(() => xhr.send('x')).toThrow(expect.objectContaining({ name: 'InvalidStateError' }));
    gate.giveUp();
    await ended;
    expect(events).toEqual(['error']);
    expect([xhr.readyState, xhr.status]).toEqual([4, 0]);
    expect(gate.waiting).toBe(1);
  });

  it('tells of an abort while it is held, and sends nothing later', async () => {
    const { xhr, events, ended } = observed(RETIRED);
    xhr.send('x');
    xhr.abort();
    await ended;
    gate.giveUp();
    await Promise.resolve();
    expect(events).toEqual(['abort']);
    expect(xhr.readyState).toBe(0);
  });

  it('forgets a held call when it is opened anew', async () => {
    const { xhr, events, ended } = observed(RETIRED);
    xhr.send('x');
    xhr.open('GET', location.href);
    gate.giveUp();
    xhr.send();
    await ended;
    expect(events).toEqual(['load']);
    expect(xhr.status).toBe(200);
  });

  it.each([[false], [undefined]])('throws where the call is synchronous, by %s', (async) => {
    const xhr = new XMLHttpRequest();
    Reflect.apply(xhr.open, xhr, ['POST', RETIRED, async]);
    expect(() => xhr.send('x')).toThrow(expect.objectContaining({ name: 'NetworkError' }));
    gate.isOpen = () => true;
    expect(() => xhr.send('x')).toThrow(expect.objectContaining({ name: 'NetworkError' }));
    expect(gate.waiting).toBe(0);
  });
});

it('wraps once, however often it is asked', () => {
  const { open } = XMLHttpRequest.prototype;
  const wrapped = globalThis.fetch;
  hold(gate);
  expect(globalThis.fetch).toBe(wrapped);
  expect(XMLHttpRequest.prototype.open).toBe(open);
});
