import type { LivenessChecks, LivenessLook, LivenessPrompt, LivenessVerdict } from '../../api';
import { CODES, FaceError } from '../../protocol';
import type { Hint, PoseStep } from '../guidance';
import type { CapturedFrame } from '../session';
import type { LivenessStrings } from '../view';
import { advance, BEGINNING, skip } from './course';
import { Cues } from './cues';
import { lockExposure } from './exposure';
import type { Host } from './host';
import { Panel } from './panel';
import { NOTHING, viewOf } from './panel-view';
import { LightSurface } from './surface';
import { hasLight, type Wishes, wishesOf } from './wishes';
import { sentenceFor, wordsFor } from './words';

/** What became of a session. */
export interface Outcome {
  readonly verdict: LivenessVerdict;
  /** Null where it did not pass. */
  readonly frames: readonly CapturedFrame[] | null;
  /** What the person is told. */
  readonly text: string;
}

/** Any pose is as good as any other. */
const ANY_POSE: PoseStep = { hint: 'good', yaw: [-180, 180], pitch: [-180, 180], aim: { yaw: 0, pitch: 0 } };
/** A head that turns hides a part of the face; the screen's own light is not the room's. */
const NOT_WHILE_MOVING: readonly Hint[] = ['hold_still', 'uncover'];
const NOT_IN_LIGHT: readonly Hint[] = [...NOT_WHILE_MOVING, 'too_dark', 'too_bright', 'more_light'];

/** Conducts sessions that find out whether a living person is before the camera: shows what the engine asks for. */
export class Conductor {
  readonly #host: Host;
  readonly #wishes: Wishes;
  readonly #words: LivenessStrings;
  readonly #cues: Cues;
  #checks: LivenessChecks;
  /** The person has agreed to the light. */
  #agreed = false;
  #course = BEGINNING;
  #panel: Panel | undefined;
  #surface: LightSurface | undefined;
  #unlock: (() => Promise<void>) | undefined;
  #unlocked: Promise<void> | undefined;
  #attempt = new AbortController();
  #answer: (light: boolean) => void = () => undefined;

  constructor(host: Host) {
    this.#host = host;
    const { matches } = matchMedia('(prefers-reduced-motion: reduce)');
    this.#wishes = wishesOf(host.element, matches);
    this.#checks = this.#wishes.checks;
    this.#words = wordsFor(host.isChinese(host.languageOf(host.element)), host.strings.liveness);
    this.#cues = new Cues(this.#wishes.sound);
    const end = () => {
      this.#cues.close();
      void this.#close();
    };
    host.signal.addEventListener('abort', end, { once: true });
  }

  /** One session, with the camera. Rejects with CameraError, the engine's FaceError, or the signal's reason. */
  async conduct(): Promise<Outcome> {
    const { engine, strings, signal, render, film, collect, framesOfFiles, parts, root } = this.#host;
    await this.#prepare();
    render({ hint: strings.opening });
    const work = async (stream: MediaStream) => {
      const verdict = await this.#sessions(stream);
      const { capture } = verdict;
      if (capture) return { verdict, frames: await framesOfFiles([capture.image], engine, signal) };
      return { verdict, frames: this.#onlyLooked(verdict) ? await collect() : null };
    };
    const { verdict, frames } = await film(work, () => this.#close());
    if (frames) return { verdict, frames, text: strings.done };
    const text = sentenceFor(verdict, this.#words);
    parts.startText.textContent = this.#words.again;
    render({ start: true, progress: null, hint: '', error: text });
    // Where it was when the try began.
    if (root.activeElement) parts.start.focus();
    return { verdict, frames, text };
  }

  /** Warns of flashing light, before the camera opens, and lets the person choose. Ends by the signal's reason. */
  async #prepare(): Promise<void> {
    const { signal, render } = this.#host;
    const { warning, noLight } = this.#words;
    const panel = new Panel(this.#host, this.#words, {
      onSkip: () => this.#skip(),
      onPassive: () => this.#restart('passive'),
      onChoice: (light) => this.#answer(light),
    });
    this.#panel = panel;
    if (this.#wishes.lightReplaced) panel.render({ note: noLight });
    if (!hasLight(this.#checks) || this.#agreed) return;
    render({ hint: '' });
    panel.render({ symbol: 'warning', text: warning, choice: true });
    panel.focusChoice();
    this.#agreed = await new Promise<boolean>((resolve, reject) => {
      this.#answer = resolve;
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    if (!this.#agreed) this.#checks = 'actions';
    panel.render(NOTHING);
  }

  /** Begins anew where the person chooses another way. */
  async #sessions(stream: MediaStream): Promise<LivenessVerdict> {
    const { signal } = this.#host;
    for (;;) {
      const attempt = new AbortController();
      const end = () => attempt.abort(signal.reason);
      signal.addEventListener('abort', end);
      const ended = new Promise<never>((_, reject) => {
        attempt.signal.addEventListener('abort', () => reject(attempt.signal.reason), { once: true });
      });
      ended.catch(() => undefined); // also where nobody waits for it any more
      this.#attempt = attempt;
      this.#course = BEGINNING;
      try {
        signal.throwIfAborted();
        return await Promise.race([this.#check(stream, attempt.signal), ended]);
      } catch (error) {
        if (!attempt.signal.aborted || signal.aborted) throw error;
      } finally {
        signal.removeEventListener('abort', end);
        await this.#endLight();
      }
    }
  }

  /** Nothing was asked for, and nothing spoke against it: more than that a look cannot say. */
  #onlyLooked({ reasons }: LivenessVerdict): boolean {
    return this.#checks === 'passive' && reasons.every((reason) => reason === 'not_asked');
  }

  /** Gives the element back as it was. */
  async #close(): Promise<void> {
    this.#attempt.abort(new DOMException('the session is over', 'AbortError'));
    this.#host.parts.stage.style.maxWidth = '';
    this.#panel?.remove();
    this.#panel = undefined;
    this.#surface?.remove();
    this.#surface = undefined;
    await this.#endLight();
  }

  #check(stream: MediaStream, signal: AbortSignal): Promise<LivenessVerdict> {
    const { engine, parts, framesOf } = this.#host;
    const { without } = this.#wishes;
    // So that the buttons below it are on the screen.
    const { videoWidth, videoHeight } = parts.video;
    parts.stage.style.maxWidth = `calc(60vh * ${videoWidth} / ${videoHeight})`;
    const [camera] = stream.getVideoTracks();
    if (engine.checkLiveness === undefined)
      throw new FaceError(CODES.INTERNAL, 'the engine of mien-capture has no checkLiveness', {
        kind: 'option',
      });
    return engine.checkLiveness(
      {
        checks: this.#checks,
        frames: framesOf(parts.video, signal),
        without,
        onPrompt: (prompt) => this.#show(prompt, stream, signal),
        onLook: (look) => this.#look(look),
        ...(camera ? { camera } : {}),
      },
      { signal },
    );
  }

  async #show(prompt: LivenessPrompt, stream: MediaStream, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.#course = advance(this.#course, prompt);
    this.#render();
    if (this.#course.cue) this.#cues.play(this.#course.cue);
    if (prompt.kind !== 'flash') return this.#endLight();
    const [camera] = stream.getVideoTracks();
    if (camera && this.#unlock === undefined) this.#unlock = await lockExposure(camera);
    if (signal.aborted) return;
    this.#surface ??= new LightSurface(this.#host, this.#words, () => this.#restart('actions'));
    this.#surface.show(prompt.colour, stream, this.#mirrored);
    await painted();
  }

  get #mirrored(): boolean {
    const { facingOf, element } = this.#host;
    return facingOf(element) === 'user';
  }

  #render(): void {
    const { strings, render } = this.#host;
    const { progress } = strings;
    const mirrored = this.#mirrored;
    const { actions, behind } = this.#course;
    const passive = this.#wishes.passive && this.#checks !== 'passive';
    this.#panel?.render({ ...viewOf(this.#course, this.#words, { mirrored, progress }), passive });
    render({
      progress: actions === 0 ? null : { taken: behind, wanted: actions, text: progress(behind, actions) },
    });
  }

  #look({ timeMs, face, several, quality }: LivenessLook): void {
    const { parts, faceLook, hintFor, guide } = this.#host;
    const frame = { width: parts.video.videoWidth, height: parts.video.videoHeight };
    const look = { at: timeMs, frame, faces: face ? [{ face, quality }] : [] };
    const hint = several ? 'one_person' : hintFor(look, faceLook(look, undefined), ANY_POSE);
    const without = this.#course.prompt?.kind === 'flash' ? NOT_IN_LIGHT : NOT_WHILE_MOVING;
    guide(look, without.includes(hint) ? 'good' : hint);
  }

  #skip(): void {
    const { prompt } = this.#course;
    if (prompt?.kind !== 'action') return;
    this.#course = skip(this.#course);
    this.#render();
    prompt.skip();
  }

  /** Goes another way, from the beginning. */
  #restart(checks: LivenessChecks): void {
    this.#checks = checks;
    this.#attempt.abort(new DOMException('another way was chosen', 'AbortError'));
  }

  async #endLight(): Promise<void> {
    this.#surface?.close();
    if (this.#unlock) this.#unlocked = this.#unlock();
    this.#unlock = undefined;
    await this.#unlocked;
  }
}

/** When the page shows what was changed before: the second frame begins once the first was handed to the screen. */
async function painted(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
}
