import { CODES, type ErrorCode, type FaceEngine, FaceError, isPictureFault } from '../../../../src';
import { CameraError, type CaptureResult, type MienCapture } from '../../../../src/capture';
import { sentenceFor } from '../../ui/sentences';
import { answerOf, IDENTIFY_THRESHOLD } from '../../ui/verdict';
import { lastsMs, type Scene } from './scene';

export interface Greeting {
  readonly engine: FaceEngine;
  /** Without a file picker: a camera that is missing is waited for. */
  readonly capture: MienCapture;
  readonly group: string;
  /** Whoever is known is asked to move, before a welcome. */
  readonly living: boolean;
  readonly signal: AbortSignal;
  readonly show: (scene: Scene) => void;
  /** The gallery was locked: there is nothing to compare with. */
  readonly onLocked: () => void;
}

/** Of a group that is not there, or cannot be. */
const NO_SUCH_GROUP: readonly ErrorCode[] = [
  CODES.NO_GROUP,
  CODES.NO_GROUP_OF_LIST,
  CODES.PARAMETER_INVALID,
  CODES.PARAMETER_TOO_LONG,
];

/** Waits for a face, says who it is, and begins again, until the signal ends it. */
export async function greet(greeting: Greeting): Promise<void> {
  const { capture, signal } = greeting;
  let shown: Scene = { kind: 'idle' };
  let trouble = '';
  const show = (scene: Scene) => {
    if (signal.aborted) return;
    shown = scene;
    greeting.show(scene);
  };
  // A picture is there: whatever kept it away is over.
  capture.addEventListener('guidance', () => shown.kind === 'trouble' && show({ kind: 'idle' }), { signal });
  capture.addEventListener(
    'trouble',
    ({ detail: { text } }) => {
      trouble = text;
      show({ kind: 'trouble', text });
    },
    { signal },
  );
  signal.addEventListener('abort', () => capture.cancel());
  while (!signal.aborted) {
    try {
      show(await welcome(greeting, shown, show));
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof FaceError && error.data?.kind === 'locked') return greeting.onLocked();
      show(sceneOf(error, trouble));
    }
    await pause(lastsMs(shown), signal);
  }
}

/** One person, from the invitation to what is said of them. Rejects with what was in the way. */
async function welcome(greeting: Greeting, before: Scene, show: (scene: Scene) => void): Promise<Scene> {
  const { engine, capture, group, living, signal } = greeting;
  const { person_ids } = await engine.getpersonids(group, { signal });
  if (person_ids.length === 0) return { kind: 'empty' };
  signal.throwIfAborted();
  // Trouble is said until there is a picture again.
  if (before.kind !== 'trouble') show({ kind: 'idle' });
  const { frames } = await capture.start();
  show({ kind: 'looking' });
  const { candidates } = await engine.identify({ group_id: group, image: frames[0].image }, { signal });
  const [best] = candidates;
  const answer = best === undefined ? 'no' : answerOf(best.confidence, IDENTIFY_THRESHOLD);
  if (best === undefined || answer !== 'yes') return { kind: 'verdict', answer, name: '' };
  const { person_name } = await engine.getinfo(best.person_id, { signal });
  const name = person_name || best.person_id;
  if (!living) return { kind: 'verdict', answer, name };
  show({ kind: 'sign' });
  const sign = await signOfLife(capture);
  if (sign.liveness?.capture == null) return { kind: 'trouble', text: sign.text };
  // The one who moved, and not whoever was looked at before.
  const { confidence } = await engine.verify(best.person_id, sign.liveness.capture, {
    liveness: 'require',
    signal,
  });
  return { kind: 'verdict', answer: answerOf(confidence, IDENTIFY_THRESHOLD), name };
}

/** One session. Where it does not pass, `liveness` is null, and nobody is asked again: the next person may stand there. */
async function signOfLife(
  capture: MienCapture,
): Promise<Pick<CaptureResult, 'liveness'> & { readonly text: string }> {
  const over = new AbortController();
  capture.setAttribute('liveness', 'actions');
  try {
    const failed = new Promise<{ liveness: null; text: string }>((resolve) => {
      capture.addEventListener(
        'liveness',
        ({ detail: { verdict, text } }) => verdict.capture === null && resolve({ liveness: null, text }),
        over,
      );
    });
    const passed = capture.start().then(({ liveness }) => ({ liveness, text: '' }));
    return await Promise.race([passed, failed]);
  } finally {
    over.abort();
    capture.cancel();
    capture.removeAttribute('liveness');
  }
}

function sceneOf(error: unknown, trouble: string): Scene {
  if (error instanceof CameraError) return { kind: 'trouble', text: trouble };
  if (error instanceof FaceError && NO_SUCH_GROUP.includes(error.code)) return { kind: 'empty' };
  // The next picture will do better.
  if (isPictureFault(error)) return { kind: 'verdict', answer: 'unsure', name: '' };
  return { kind: 'trouble', text: sentenceFor(error) };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
