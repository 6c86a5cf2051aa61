import { CODES, FaceError } from '../protocol';
import { patienceMsOf, refusesFiles, shotsOf } from './attributes';
import {
  CameraError,
  cameraLost,
  closeCamera,
  type Facing,
  openCamera,
  rejection,
  watchSilence,
} from './camera';
import type { CaptureEvents, CaptureTarget } from './events';
import { type Hint, Steady } from './guidance';
import {
  type CapturedFrame,
  type CaptureEngine,
  type CaptureResult,
  collectFrames,
  framesOfFiles,
} from './session';
import { setAgain } from './upgrade';
import {
  AT_REST,
  type CaptureStrings,
  drawOutline,
  fillShadow,
  label,
  type Parts,
  render,
  stringsFor,
  type View,
} from './view';
import { withResolvers } from './with-resolvers';

/** One capture, from the start to its result. */
interface Run {
  readonly controller: AbortController;
  /** Whether the camera is being opened or is on. */
  filming: boolean;
  readonly result: Promise<CaptureResult>;
  readonly settle: (frames: readonly CapturedFrame[], source: CaptureResult['source']) => void;
  readonly fail: (reason: unknown) => void;
}

/** Servers that render pages import this file, too: there the element has a name, and nobody makes one. */
const Base: new () => CaptureTarget = globalThis.HTMLElement ?? class {};

/**
 * `<mien-capture>`: opens the camera, guides the person in front of it and gives the best frames. Set `engine` before it
 * starts. Attributes: `mode` ("verify": one frame; "enrol": several, in different poses), `shots` (1–5, for "enrol"; default 3),
 * `facing` ("user" or "environment"), `patience` (ms to wait for a pose, default 6000), `files` ("no": no file picker), `lang`.
 * Slots: `start` (text of the first button), `overlay` (over the picture), the default one below. Parts: stage, video, outline,
 * face, hint, error, progress, controls, button, start, choose, cancel. Docs: docs/reference/capture.md.
 */
export class MienCapture extends Base {
  static readonly observedAttributes = ['lang', 'mode', 'shots', 'files'];

  readonly #parts: Parts = fillShadow(this.attachShadow({ mode: 'open', delegatesFocus: true }));
  #engine: CaptureEngine | undefined;
  #own: Partial<CaptureStrings> = {};
  #run: Run | undefined;
  #view = AT_REST;

  constructor() {
    super();
    const { start, cancel, input } = this.#parts;
    // Whoever starts by the button hears of the result by an event.
    start.addEventListener('click', () => void this.start().catch(() => undefined));
    cancel.addEventListener('click', () => this.cancel());
    input.addEventListener('change', () => void this.#takeFiles());
  }

  connectedCallback(): void {
    setAgain(this, ['engine', 'strings']);
    this.#showRest();
  }

  /** Looks at frames and files. */
  get engine(): CaptureEngine | undefined {
    return this.#engine;
  }

  set engine(engine: CaptureEngine | undefined) {
    this.#engine = engine;
  }

  /** Replaces built-in strings (English, Chinese), each alone. */
  get strings(): Partial<CaptureStrings> {
    return this.#own;
  }

  set strings(strings: Partial<CaptureStrings>) {
    this.#own = strings;
    if (this.isConnected && this.#run === undefined) this.#showRest();
  }

  /** The camera does not stay on for an element that nobody sees. */
  disconnectedCallback(): void {
    this.cancel();
  }

  attributeChangedCallback(): void {
    if (this.isConnected && this.#run === undefined) this.#showRest();
  }

  get wanted(): number {
    return shotsOf(this);
  }

  /**
   * Opens the camera and resolves with the best frames, or with the files that the user chose instead. Rejects with an
   * AbortError when it is cancelled, by the button, `cancel()` or by leaving the document; with CameraError where there is no
   * camera and `files` is "no"; with the engine's FaceError when that cannot answer. A second call gives the same promise.
   */
  start(): Promise<CaptureResult> {
    const run = this.#run ?? this.#begin();
    if (!run.filming) void this.#film(run);
    return run.result;
  }

  /** Ends a capture that runs, and closes the camera. */
  cancel(): void {
    const run = this.#run;
    if (run === undefined) return;
    run.fail(new DOMException('the capture was cancelled', 'AbortError'));
    this.#emit('cancelled', null);
  }

  #begin(): Run {
    const controller = new AbortController();
    const { promise, resolve, reject } = withResolvers<CaptureResult>();
    promise.catch(() => undefined); // reported by events as well
    /** False when it had ended before. */
    const end = (): boolean => {
      if (controller.signal.aborted) return false;
      controller.abort(new DOMException('the capture is over', 'AbortError'));
      this.#run = undefined;
      this.#showRest();
      return true;
    };
    const run: Run = {
      controller,
      filming: false,
      result: promise,
      settle: (frames, source) => {
        const result = { frames, source };
        if (!end()) return;
        this.#render({ hint: this.#strings.done });
        resolve(result);
        this.#emit('captured', result);
      },
      fail: (reason) => {
        if (end()) reject(reason);
      },
    };
    this.#run = run;
    return run;
  }

  async #film(run: Run): Promise<void> {
    const { signal } = run.controller;
    const { stage, video, cancel, start } = this.#parts;
    const focused = this.shadowRoot?.activeElement === start;
    this.#render({ start: false, cancel: true, error: null, hint: this.#strings.opening });
    if (focused) cancel.focus();
    run.filming = true;
    let stream: MediaStream | undefined;
    try {
      if (this.engine === undefined)
        throw new FaceError(CODES.INTERNAL, 'set the property `engine` of mien-capture first', {
          kind: 'option',
        });
      const facing: Facing = this.getAttribute('facing') === 'environment' ? 'environment' : 'user';
      stream = await openCamera(facing, signal);
      const ends = Promise.race([cameraLost(stream), this.#silence(stream, signal), rejection(signal)]);
      ends.catch(() => undefined); // also where nobody waits for it any more
      video.srcObject = stream;
      // People know themselves from mirrors; the frames are taken as others see them.
      this.#render({ stage: facing === 'user' ? 'mirrored' : 'shown' });
      await Promise.race([video.play(), ends]);
      // The browser's question is answered, and the engine may need a while for its first look.
      this.#render({ hint: this.#strings.hints.no_face });
      stage.style.aspectRatio = `${video.videoWidth} / ${video.videoHeight}`;
      const frames = this.#collect(run, this.engine);
      run.settle(await Promise.race([frames, ends]), 'camera');
    } catch (error) {
      if (!signal.aborted) this.#stumble(run, error);
    } finally {
      run.filming = false;
      if (stream) closeCamera(stream);
      // Unless another capture has begun meanwhile.
      if (video.srcObject === (stream ?? null)) {
        video.srcObject = null;
        this.#render({ stage: 'hidden' });
      }
    }
  }

  /** Tells the user when frames stay away. Rejects when they have for too long. */
  #silence(stream: MediaStream, signal: AbortSignal): Promise<never> {
    const { video } = this.#parts;
    return new Promise((_, reject) => {
      watchSilence(video, stream, signal, (change) => {
        const error = new CameraError('silent');
        if (change === 'over') return reject(error);
        const { camera, hints } = this.#strings;
        const text = change === 'silent' ? camera.silent : hints.no_face;
        this.#render({ hint: text, good: false });
        if (change === 'silent') this.#emit('trouble', { error, text });
      });
    });
  }

  #collect(run: Run, engine: CaptureEngine): Promise<CapturedFrame[]> {
    const { wanted } = this;
    const steady = new Steady<Hint>();
    const onTaken = (taken: number) => {
      const text = this.#strings.progress(taken, wanted);
      this.#render({ progress: wanted === 1 ? null : { taken, wanted, text } });
      if (taken > 0) this.#emit('shot', { taken, wanted });
    };
    onTaken(0);
    return collectFrames(this.#parts.video, {
      engine,
      shots: wanted,
      patienceMs: patienceMsOf(this),
      signal: run.controller.signal,
      onTaken,
      onLook: (look, hint) => {
        const text = this.#strings.hints[steady.offer(hint, look.at)];
        this.#render({ hint: text, good: hint === 'good' });
        drawOutline(this.#parts, look);
        this.#emit('guidance', { hint, text, look });
      },
    });
  }

  /** A missing camera ends the capture only where nothing can be chosen instead; an engine that fails always does. */
  #stumble(run: Run, cause: unknown): void {
    const error =
      cause instanceof CameraError || cause instanceof FaceError ? cause : new CameraError('failed', cause);
    // Who was asked to wait for a camera is not to wait for a file.
    const silent = error instanceof CameraError && error.trouble === 'silent';
    if (error instanceof FaceError || silent || refusesFiles(this)) run.fail(error);
    this.#render({ start: true, progress: null, hint: '' });
    const { camera, engine, orChoose } = this.#strings;
    const text = error instanceof CameraError ? camera[error.trouble] : engine;
    this.#tell(error, refusesFiles(this) ? text : `${text} ${orChoose}`);
  }

  async #takeFiles(): Promise<void> {
    const { input } = this.#parts;
    const files = [...(input.files ?? [])];
    // So that choosing the same file again counts as a change.
    input.value = '';
    if (files.length === 0 || this.engine === undefined) return;
    const waiting = this.#run;
    const run = waiting ?? this.#begin();
    this.#render({ error: null, hint: this.#strings.looking });
    try {
      run.settle(await framesOfFiles(files, this.engine, run.controller.signal), 'files');
    } catch (error) {
      if (run.controller.signal.aborted) return;
      // Whoever waits for a result may still get one of another file.
      if (waiting === undefined) run.fail(error);
      this.#render({ hint: '' });
      const { files: sentences } = this.#strings;
      if (error instanceof FaceError) this.#tell(error, sentences[error.code] ?? sentences.other);
    }
  }

  #tell(error: CameraError | FaceError, text: string): void {
    this.#render({ error: text });
    this.#emit('trouble', { error, text });
  }

  /** As it is before a capture and after; the picture goes with the camera, and what went wrong stays to be read. */
  #showRest(): void {
    const several = this.wanted > 1 ? 'several' : 'one';
    label(this.#parts, this.#strings, refusesFiles(this) ? 'none' : several);
    const { stage, good, error } = this.#view;
    this.#render({ ...AT_REST, stage, good, error });
  }

  #render(change: Partial<View>): void {
    this.#view = { ...this.#view, ...change };
    render(this.#parts, this.#view);
  }

  get #strings(): CaptureStrings {
    const language = this.closest('[lang]')?.getAttribute('lang') ?? navigator.language;
    return { ...stringsFor(language), ...this.#own };
  }

  #emit<K extends keyof CaptureEvents>(name: K, detail: CaptureEvents[K]['detail']): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
