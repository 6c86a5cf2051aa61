import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FaceError } from '../../protocol';
import { LivenessSessions } from './sessions';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const frame = new Blob(['frame']);
const kindOf = (taken: Promise<Blob>) =>
  taken.then(
    () => null,
    (error) => error instanceof FaceError && [error.code, error.data?.kind],
  );
const REFUSED = [-1103, 'liveness'];

it('gives the frame that was kept, and not the one that is handed over', async () => {
  const sessions = new LivenessSessions();
  const capture = sessions.keep(frame);
  expect(capture.image).toBe(frame);
  expect(await sessions.take({ ...capture, image: new Blob(['another']) })).toBe(frame);
});

it('gives it once', async () => {
  const sessions = new LivenessSessions();
  const capture = sessions.keep(frame);
  await sessions.take(capture);
  expect(await kindOf(sessions.take(capture))).toEqual(REFUSED);
});

it('gives it for 60 s', async () => {
  const sessions = new LivenessSessions();
  const [soon, late] = [sessions.keep(frame), sessions.keep(frame)];
  vi.advanceTimersByTime(59_999);
  expect(await sessions.take(soon)).toBe(frame);
  vi.advanceTimersByTime(1);
  expect(await kindOf(sessions.take(late))).toEqual(REFUSED);
});

it('gives it no longer where the timer is late, as a hidden page’s are', async () => {
  const sessions = new LivenessSessions();
  const capture = sessions.keep(frame);
  const now = performance.now();
  vi.spyOn(performance, 'now').mockReturnValue(now + 60_000);
  expect(await kindOf(sessions.take(capture))).toEqual(REFUSED);
});

it.each([
  ['a session of nobody', { session_id: 'x', image: frame }],
  ['a picture', frame],
  ['an address', 'https://a.example/b.jpg'],
  ['nothing', null],
])('refuses %s, and keeps what it has', async (_, given) => {
  const sessions = new LivenessSessions();
  const capture = sessions.keep(frame);
  expect(await kindOf(sessions.take(given as Blob))).toEqual(REFUSED);
  expect(await sessions.take(capture)).toBe(frame);
});

it('forgets the oldest of very many', async () => {
  const sessions = new LivenessSessions();
  const captures = Array.from({ length: 17 }, () => sessions.keep(frame));
  const [first, second] = captures;
  if (!first || !second) throw new Error('no captures');
  expect(await kindOf(sessions.take(first))).toEqual(REFUSED);
  expect(await sessions.take(second)).toBe(frame);
});
