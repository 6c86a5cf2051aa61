import axe from 'axe-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LivenessPrompt, LivenessSession, LivenessVerdict } from '../api';
import { defineCapture, type MienCapture } from '.';
import { aLook } from './guidance/testing';

/** A session that a test conducts itself, in the engine's place: asks, and says when it is over. */
interface Script {
  readonly session: LivenessSession;
  readonly end: (verdict: LivenessVerdict) => void;
  /** Shows a prompt, and looks at the next frame. */
  readonly ask: (prompt: LivenessPrompt) => Promise<void>;
}

const [{ face, quality }] = aLook(0).faces;
const skip = () => undefined;
const ACTION = { kind: 'action', action: 'turn_left', left: 2, skip } as const;

let scripts: Script[] = [];
let element: MienCapture;
let stream: MediaStream;
let drawing: ReturnType<typeof setInterval>;

const root = () => {
  if (element.shadowRoot === null) throw new Error('no shadow');
  return element.shadowRoot;
};
const part = (selector: string) => root().querySelector<HTMLElement>(selector);
const text = (selector: string) => part(selector)?.textContent;
/** Whether it is there to be seen. */
const seen = (selector: string) => part(selector)?.checkVisibility() ?? false;
const focused = () => root().activeElement?.className;

function verdict(over: Partial<LivenessVerdict> = {}): LivenessVerdict {
  return {
    live: 'inconclusive',
    score: 0,
    reasons: ['too_late'],
    checks: { camera: { assurance: 'software_only', suspicions: [] } },
    capture: null,
    ...over,
  };
}

const passed = () =>
  verdict({
    live: true,
    score: 1,
    reasons: [],
    capture: { session_id: 'one', image: new Blob(['jpeg'], { type: 'image/jpeg' }) },
  });

beforeEach(() => {
  defineCapture();
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  let frame = 0;
  drawing = setInterval(() => {
    const context = canvas.getContext('2d');
    if (context === null) return;
    context.fillStyle = `hsl(${frame++} 50% 50%)`;
    context.fillRect(0, 0, 640, 480);
  }, 30);
  stream = canvas.captureStream(30);
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockResolvedValue(stream);
  scripts = [];
});

afterEach(() => {
  element.remove();
  clearInterval(drawing);
  vi.restoreAllMocks();
});

/** An element on the page, whose engine the test plays. */
function place(attributes: Record<string, string>): MienCapture {
  element = document.createElement('mien-capture');
  element.lang = 'en';
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.engine = {
    detect: async () =>
      ({ image_width: 640, image_height: 480, detail: { faces: [{ face, quality }] } }) as never,
    checkLiveness: (session) =>
      new Promise((end) => {
        const frames = session.frames[Symbol.asyncIterator]();
        const ask = async (prompt: LivenessPrompt) => {
          await session.onPrompt(prompt);
          const { value } = await frames.next();
          session.onLook?.({ timeMs: value.timeMs, face, several: false, quality, mesh: null });
        };
        scripts.push({ session, end, ask });
      }),
  };
  document.body.append(element);
  return element;
}

async function script(n = 0): Promise<Script> {
  await vi.waitFor(() => expect(scripts.length).toBeGreaterThan(n));
  return scripts[n];
}

async function violations(): Promise<string[]> {
  const found = await axe.run(element, { rules: { region: { enabled: false } } });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

it('leads through a session and gives its frame', async () => {
  place({ liveness: 'actions', without: 'nod' });
  const result = element.start();
  const { session, ask, end } = await script();
  expect(session).toMatchObject({ checks: 'actions', without: ['nod'], camera: stream.getVideoTracks()[0] });
  await ask({ kind: 'look' });
  expect(text('.prompt .text')).toBe('Look straight into the camera');
  expect(part('.prompt')?.ariaLive).toBe('assertive');
  expect(part('ellipse')?.hasAttribute('hidden')).toBe(false);
  expect(await violations()).toEqual([]);
  await ask(ACTION);
  expect([text('.step'), text('.prompt .text')]).toEqual(['1 of 2', 'Turn your head to your left']);
  expect(part('progress')).toMatchObject({ value: 0, max: 2 });
  expect(await violations()).toEqual([]);
  await ask({ kind: 'look' });
  expect(part('progress')).toMatchObject({ value: 1, max: 2 });
  const tried = vi.fn();
  element.addEventListener('liveness', ({ detail }) => tried(detail.verdict.live, detail.text));
  end(passed());
  const { frames, source, liveness } = await result;
  expect([frames.length, source, liveness?.live]).toEqual([1, 'camera', true]);
  expect(frames[0]).toMatchObject({
    image: liveness?.capture?.image,
    width: 640,
    height: 480,
    face,
    quality,
  });
  expect(tried.mock.calls).toEqual([[true, 'Done']]);
  expect(stream.getVideoTracks()[0].readyState).toBe('ended');
  expect([seen('.prompt'), seen('.skip'), seen('.stage')]).toEqual([false, false, false]);
});

it('says what to change after a try that failed, and resolves with the next', async () => {
  place({ liveness: 'actions' });
  const result = element.start();
  const tried: unknown[] = [];
  element.addEventListener('liveness', ({ detail }) => tried.push(detail.verdict.reasons[0], detail.text));
  (await script()).end(verdict({ live: false, reasons: ['flat'] }));
  await vi.waitFor(() => expect(seen('.error')).toBe(true));
  const said =
    'This looked like a picture of a face. Look into the camera yourself, and turn your head farther.';
  expect([text('.error'), tried]).toEqual([said, ['flat', said]]);
  expect([text('.start'), seen('.cancel'), seen('.choose')]).toEqual(['Try again', true, false]);
  expect(await violations()).toEqual([]);
  vi.mocked(navigator.mediaDevices.getUserMedia).mockResolvedValue(
    document.createElement('canvas').captureStream(30),
  );
  const camera = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
  const again = setInterval(() => camera.getContext('2d')?.fillRect(0, 0, 1, 1), 30);
  vi.mocked(navigator.mediaDevices.getUserMedia).mockResolvedValue(camera.captureStream(30));
  part('.start')?.click();
  (await script(1)).end(passed());
  expect((await result).liveness?.live).toBe(true);
  clearInterval(again);
  expect(text('.start')).toBe('Start the camera');
});

it('does not call the camera silent that a failed try has closed', async () => {
  place({ liveness: 'actions' });
  element.start().catch(() => undefined);
  const troubles = vi.fn();
  element.addEventListener('trouble', troubles);
  (await script()).end(verdict());
  await vi.waitFor(() => expect(seen('.error')).toBe(true));
  // Longer than a camera may be silent before it is said.
  await new Promise((resolve) => setTimeout(resolve, 4000));
  expect(troubles).not.toHaveBeenCalled();
});

it('lets a person say that they cannot do something, and keeps the focus through all of it', async () => {
  place({ liveness: 'actions' });
  part('.start')?.focus();
  const result = element.start();
  const { ask, end } = await script();
  expect(focused()).toBe('cancel');
  const skipped = vi.fn();
  await ask({ ...ACTION, skip: skipped });
  part('.skip')?.focus();
  part('.skip')?.click();
  part('.skip')?.click();
  expect(skipped).toHaveBeenCalledTimes(1);
  expect([focused(), part('.skip')?.ariaDisabled]).toEqual(['skip', 'true']);
  await ask({ kind: 'look' });
  expect([focused(), text('.prompt .text')]).toEqual(['skip', 'Look straight into the camera']);
  await ask({ ...ACTION, action: 'blink', left: 1 });
  expect([focused(), part('.skip')?.ariaDisabled]).toEqual(['skip', 'false']);
  await ask({ kind: 'look' });
  expect([seen('.skip'), focused()]).toEqual([false, 'cancel']);
  end(passed());
  await result;
  await vi.waitFor(() => expect(focused()).toBe('start'));
});

it('warns of flashing light before the camera opens, and flashes only who agrees', async () => {
  place({ liveness: 'flash' });
  const result = element.start();
  result.catch(() => undefined);
  await vi.waitFor(() => expect(seen('.light')).toBe(true));
  expect(text('.prompt .text')).toMatch(/If flashing light can harm you, choose movements\.$/);
  expect(navigator.mediaDevices.getUserMedia).not.toHaveBeenCalled();
  expect(await violations()).toEqual([]);
  part('button.light')?.click();
  const { session, ask } = await script();
  expect(session.checks).toBe('flash');
  await ask({ kind: 'flash', colour: 'green', left: 2 });
  const surface = root().querySelector('dialog');
  expect(surface?.matches(':modal')).toBe(true);
  const { width, height } = surface?.getBoundingClientRect() ?? { width: 0, height: 0 };
  expect([width, height]).toEqual([innerWidth, innerHeight]);
  expect(surface && getComputedStyle(surface).backgroundColor).toBe('rgb(0, 255, 0)');
  expect(surface?.querySelector('video')?.srcObject).toBe(stream);
  expect(await violations()).toEqual([]);
  await ask({ kind: 'flash', colour: 'black', left: 1 });
  expect(surface && getComputedStyle(surface).backgroundColor).toBe('rgb(0, 0, 0)');
  expect(root().activeElement?.textContent).toBe('Movements instead of light');
  // As the Escape key does.
  surface?.dispatchEvent(new Event('cancel', { cancelable: true }));
  const { session: next } = await script(1);
  expect([surface?.open, next.checks]).toEqual([false, 'actions']);
  element.cancel();
  await expect(result).rejects.toMatchObject({ name: 'AbortError' });
  await vi.waitFor(() => expect(root().querySelector('dialog')).toBeNull());
});

it('asks for movements instead where the person chooses so, and remembers it for the next try', async () => {
  place({ liveness: 'both' });
  part('.start')?.focus();
  element.start().catch(() => undefined);
  await vi.waitFor(() => expect(focused()).toBe('movements'));
  part('.movements')?.click();
  const { session, end } = await script();
  expect([session.checks, focused()]).toEqual(['actions', 'cancel']);
  end(verdict());
  await vi.waitFor(() => expect(text('.start')).toBe('Try again'));
  expect(focused()).toBe('start');
  part('.start')?.click();
  expect((await script(1)).session.checks).toBe('actions');
});

it('never flashes where the page says so, and says that', async () => {
  place({ liveness: 'flash', 'no-flash': '' });
  element.start().catch(() => undefined);
  const { session, ask } = await script();
  expect(session.checks).toBe('actions');
  await ask(ACTION);
  expect(text('.note')).toBe('Without flashing light: you are asked for movements instead.');
  expect(root().querySelector('dialog')).toBeNull();
});

it('lets a person who cannot move be looked at alone, where the page allows it, and says so to the page', async () => {
  place({ liveness: 'actions', 'allow-passive': '' });
  const result = element.start();
  const { ask } = await script();
  await ask(ACTION);
  part('.passive')?.click();
  const { session, ask: next, end } = await script(1);
  expect(session.checks).toBe('passive');
  await next({ kind: 'look' });
  expect([seen('.passive'), seen('.skip')]).toEqual([false, false]);
  end(verdict({ reasons: ['not_asked'] }));
  const { frames, liveness } = await result;
  expect([frames.length, frames[0].image.type, liveness?.live]).toEqual([1, 'image/jpeg', 'inconclusive']);
});

it('offers no such way by itself, and none to who was suspected', async () => {
  place({ liveness: 'passive' });
  element.start().catch(() => undefined);
  const { ask, end } = await script();
  await ask({ kind: 'look' });
  expect(seen('.passive')).toBe(false);
  end(verdict({ reasons: ['passive_suspicion', 'not_asked'] }));
  await vi.waitFor(() => expect(text('.error')).toMatch(/^The pictures left a doubt/));
});

it('says what is wrong with a frame, and in the screen’s light nothing about light', async () => {
  place({ liveness: 'flash' });
  element.start().catch(() => undefined);
  await vi.waitFor(() => expect(seen('.light')).toBe(true));
  part('button.light')?.click();
  const { session, ask } = await script();
  const look = (timeMs: number) =>
    session.onLook?.({
      timeMs,
      face,
      several: false,
      quality: { ...quality, brightness: 5 } as typeof quality,
      mesh: null,
    });
  await ask({ kind: 'look' });
  look(1e9);
  look(1e9 + 400);
  expect(text('.hint')).toBe('Too dark: turn towards the light');
  await session.onPrompt({ kind: 'flash', colour: 'black', left: 1 });
  look(1e9 + 500);
  look(1e9 + 900);
  expect(text('.hint')).toBe('');
  session.onLook?.({ timeMs: 1e9 + 1000, face: null, several: false, quality: null, mesh: null });
  session.onLook?.({ timeMs: 1e9 + 1400, face: null, several: false, quality: null, mesh: null });
  expect(text('.hint')).toBe('Look into the camera');
  session.onLook?.({ timeMs: 1e9 + 1500, face, several: true, quality, mesh: null });
  session.onLook?.({ timeMs: 1e9 + 1900, face, several: true, quality, mesh: null });
  expect(text('.hint')).toBe('One person only, please');
});

it.each([
  ['gives a tone when it asks and two when it has seen, where it is to', { sound: '' }, 1, 3],
  ['is silent otherwise', {}, 0, 0],
] as const)('%s', async (_, attributes, asked, answered) => {
  const tones = vi.spyOn(OscillatorNode.prototype, 'start');
  place({ liveness: 'actions', ...attributes });
  element.start().catch(() => undefined);
  const { ask } = await script();
  await ask(ACTION);
  expect(tones).toHaveBeenCalledTimes(asked);
  await ask({ kind: 'look' });
  expect(tones).toHaveBeenCalledTimes(answered);
});

it('speaks Chinese, and the host’s own words', async () => {
  place({ liveness: 'actions', lang: 'zh-CN' });
  element.strings = { liveness: { skip: '不行' } };
  element.start().catch(() => undefined);
  const { ask } = await script();
  await ask(ACTION);
  expect([text('.step'), text('.prompt .text'), text('.skip')]).toEqual([
    '1 / 2',
    '请将头向您的左侧转',
    '不行',
  ]);
});

it('says that an engine cannot do this', async () => {
  place({ liveness: 'actions' });
  element.engine = { detect: element.engine?.detect as never };
  await expect(element.start()).rejects.toMatchObject({ code: 213, data: { kind: 'option' } });
});

it('cancels a session, closes the camera and leaves nothing behind', async () => {
  place({ liveness: 'actions' });
  const result = element.start();
  const { ask } = await script();
  await ask(ACTION);
  part('.cancel')?.click();
  await expect(result).rejects.toMatchObject({ name: 'AbortError' });
  await vi.waitFor(() => expect(stream.getVideoTracks()[0].readyState).toBe('ended'));
  expect(root().querySelector('.prompt, .skip, .note')).toBeNull();
  expect(seen('.start')).toBe(true);
});
