import type {
  ImageInput,
  LivenessFrame,
  LivenessPrompt,
  LivenessReason,
  LivenessSession,
  LivenessVerdict,
  PassiveCheck,
} from '../api';
import {
  CODES,
  type Extraction,
  FaceError,
  isPictureFault,
  type PassiveVerdict,
  type PortableImage,
  type WatchedFrame,
} from '../protocol';
import { CameraWatch } from './camera';
import { Course, emptyRecord } from './course';
import { follow } from './flash';
import { Company, Jumps, type Observation, observe, Repeats } from './frames';
import { type Frame, KeptFrames } from './kept-frames';
import { planActions, planColours, type Random, unpredictable } from './plan';
import { bondable, fuse, lowestPair } from './verdict';

/** What the engine does for a session. */
export interface Eyes {
  readonly take: (image: ImageInput) => Promise<PortableImage>;
  /** Takes a bitmap over. */
  readonly watch: (image: PortableImage, template: boolean) => Promise<WatchedFrame>;
  readonly extract: (image: Blob) => Promise<Extraction>;
  readonly judge: (image: PortableImage) => Promise<PassiveVerdict>;
  /** 0…100, by the first network. */
  readonly confidence: (templates: readonly [Float32Array, Float32Array]) => Promise<number>;
  /** Settles as it does, or rejects when the call is given up. */
  readonly orGivenUp: <T>(promise: Promise<T>) => Promise<T>;
}

export interface Conducted {
  readonly verdict: Omit<LivenessVerdict, 'capture'>;
  /** The session's best frame, whose template is one of those that were compared; null unless it passed. */
  readonly image: Blob | null;
}

/** With both checks, so that eight seconds are enough. */
const LEAST_ACTIONS = 3;
const LEAST_COLOURS = 6;

/** Conducts a session from its first frame to the verdict. Rejects with what `onPrompt` or the frames throw, and with the engine's FaceError. */
export async function conduct(
  session: LivenessSession,
  eyes: Eyes,
  random: Random = unpredictable,
): Promise<Conducted> {
  const { checks = 'actions', without = [], frames, onPrompt, onLook = () => undefined, camera } = session;
  const both = checks === 'both';
  const asked = { actions: both || checks === 'actions', flash: both || checks === 'flash' };
  const actions = asked.actions ? planActions(without, random, both ? LEAST_ACTIONS : undefined) : [];
  if (asked.actions && actions.length === 0)
    throw new FaceError(CODES.PARAMETER_INVALID, '`without` leaves no action to ask for', { kind: 'option' });
  const colours = asked.flash ? planColours(random, both ? LEAST_COLOURS : undefined) : [];

  const record = emptyRecord();
  const [watch, repeats, jumps, company, kept] = [
    new CameraWatch(camera),
    new Repeats(),
    new Jumps(),
    new Company(),
    new KeptFrames(),
  ];
  const templates: Float32Array[] = [];
  const show = async (prompt: LivenessPrompt) => eyes.orGivenUp(Promise.resolve(onPrompt(prompt)));

  /** Why a frame is the last one. `first`: it belongs to the first look, before anything was asked for. */
  const endedBy = (seen: Observation, first: boolean): LivenessReason | undefined => {
    if (repeats.offer(seen)) return 'frames_repeated';
    if (watch.offer(seen)) return 'camera_changed';
    return !first && company.offer(seen) ? 'several_faces' : undefined;
  };

  async function through(): Promise<LivenessReason | null> {
    const course = new Course({ actions, colours, without, random }, record).run();
    let step = course.next();
    let shown: LivenessPrompt | undefined;
    let doubted = false;
    const iterator = frames[Symbol.asyncIterator]();
    try {
      for (;;) {
        if (step.done) return step.value;
        const { prompt, template, look } = step.value;
        if (prompt !== shown) await show(prompt);
        shown = prompt;
        const next = await eyes.orGivenUp(iterator.next());
        if (next.done) return 'too_few_frames';
        const { seen, image } = await lookAt(next.value, template || doubted, eyes);
        const { timeMs, face, several, quality, mesh } = seen;
        onLook({ timeMs, face, several, quality, mesh });
        kept.offer(seen, image, look);
        doubted ||= jumps.offer(seen);
        if (bondable(seen)) {
          templates.push(seen.template);
          doubted = false;
        }
        const reason = endedBy(seen, look === 0);
        if (reason) return reason;
        step = course.next(seen);
      }
    } finally {
      // One that hangs is not waited for.
      void Promise.resolve(iterator.return?.()).catch(() => undefined);
    }
  }

  try {
    const ended = await through();
    await show({ kind: 'done' });
    const best = ended === null ? await kept.best() : null;
    // As `verify` will see it: so it is one of those that are compared.
    const asVerified = best && (await templateOf(best, eyes));
    if (asVerified) templates.push(asVerified);
    const pair = lowestPair(templates);
    const verdict = fuse({
      ended: ended ?? (asVerified ? null : 'poor_frames'),
      asked,
      record,
      bond: pair ? await eyes.confidence(pair) : null,
      flash: asked.flash && ended === null ? follow(record.samples, record.changes) : null,
      passive: ended === null ? await passiveOf(kept, eyes) : null,
      suspicions: watch.suspicions(repeats.returns),
    });
    return { verdict, image: verdict.live === true ? best : null };
  } finally {
    kept.close();
  }
}

/** What a frame shows, and the frame itself, which the caller keeps or closes. */
async function lookAt(
  { image, timeMs }: LivenessFrame,
  template: boolean,
  eyes: Eyes,
): Promise<{ readonly seen: Observation; readonly image: Frame }> {
  const taken = await eyes.take(image);
  if ('url' in taken)
    throw new FaceError(CODES.NOT_A_PICTURE, 'a frame must be pixels, and no address', { kind: 'type' });
  const sent = taken instanceof ImageBitmap ? await createImageBitmap(taken) : taken;
  try {
    return { seen: observe(timeMs, await eyes.watch(sent, template)), image: taken };
  } catch (error) {
    if (error instanceof FaceError && error.code === CODES.NO_FACE)
      return { seen: observe(timeMs, null), image: taken };
    if (taken instanceof ImageBitmap) taken.close();
    throw error;
  }
}

/** Null for a picture without one. */
async function templateOf(image: Blob, eyes: Eyes): Promise<Float32Array | null> {
  try {
    return (await eyes.extract(image)).template;
  } catch (error) {
    if (!isPictureFault(error)) throw error;
    return null;
  }
}

/** What the pair says of the kept frames. Null where it is not installed or says nothing of them: not checked, which is no failure. */
async function passiveOf(kept: KeptFrames, eyes: Eyes): Promise<PassiveCheck | null> {
  const scores: number[] = [];
  for (const frame of kept.some()) {
    try {
      const { score, reasons } = await eyes.judge(await frame());
      if (reasons.length === 0) scores.push(score);
    } catch (error) {
      if (error instanceof FaceError && error.code === CODES.UNSUPPORTED_ENDPOINT) return null;
      if (!isPictureFault(error)) throw error;
    }
  }
  if (scores.length === 0) return null;
  return { score: scores.reduce((sum, score) => sum + score, 0) / scores.length, frames: scores.length };
}
