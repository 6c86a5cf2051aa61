import { CODES, FaceError } from '../protocol';
import { facingOf, languageOf, patienceMsOf, refusesFiles, shotsOf } from './attributes';
import { CameraError, withCamera } from './camera';
import type { CaptureEvents, CaptureTarget } from './events';
import { type Hint, type Look, Steady } from './guidance';
import { Run } from './run';
import {
  type CapturedFrame,
  type CaptureEngine,
  type CaptureResult,
  collectFrames,
  framesOfFiles,
} from './session';
import { SHARED } from './shared';
import { setAgain } from './upgrade';
import {
  AT_REST,
  type CaptureStrings,
  drawOutline,
  fillShadow,
  keepFocus,
  label,
  render,
  stringsFor,
  type View,
} from './view';

/** Servers that render pages import this file, too: there the element has a name, and nobody makes one. */
const Base: new () => CaptureTarget = globalThis.HTMLElement ?? class {};

/**
 * `<mien-capture>`: opens the camera, guides the person in front of it and gives the best frames. Set `engine` before it
 * starts. Attributes: `mode` ("verify": one frame; "enrol": several, in different poses), `shots` (1–5, for "enrol"; default 3),
 * `facing` ("user" or "environment"), `patience` (ms to wait for a pose, default 6000), `files` ("no": no file picker), `lang`.
 * `liveness` ("actions", "flash", "both", "passive"; with `without`, `no-flash`, `allow-passive`, `sound`): one frame of a living person.
 * Slots: `start` (text of the first button), `overlay` (over the picture), the default one below. Parts: stage, video, outline,
 * face, hint, error, progress, controls, button, start, choose, cancel; with `liveness` more. Docs: docs/reference/capture.md.
 */
export class MienCapture extends Base {
  static readonly observedAttributes = ['lang', 'mode', 'shots', 'files', 'liveness'];

  readonly #root = this.attachShadow({ mode: 'open', delegatesFocus: true });
  readonly #parts = fillShadow(this.#root);
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
    this.#run = new Run(() => {
      this.#run = undefined;
      this.#showRest();
    });
    return this.#run;
  }

  #settle(run: Run, result: CaptureResult): void {
    if (!run.settle(result)) return;
    this.#render({ hint: this.#strings.done });
    this.#emit('captured', result);
  }

  async #film(run: Run): Promise<void> {
    this.#render({ start: false, cancel: true, error: null, hint: this.#strings.opening });
    run.filming = true;
    try {
      const { engine } = this;
      if (engine === undefined)
        throw new FaceError(CODES.INTERNAL, 'set the property `engine` of mien-capture first', {
          kind: 'option',
        });
      if (this.hasAttribute('liveness')) return await this.#conduct(run, engine);
      const frames = await this.#withCamera(run, () => this.#collect(run, engine));
      this.#settle(run, { frames, source: 'camera', liveness: null });
    } catch (error) {
      run.filming = false;
      if (!run.signal.aborted) this.#stumble(run, error);
    }
  }

  async #withCamera<T>(
    run: Run,
    work: (stream: MediaStream) => Promise<T>,
    release: () => Promise<void> = async () => undefined,
  ): Promise<T> {
    const { stage, video } = this.#parts;
    const facing = facingOf(this);
    const { camera, hints } = this.#strings;
    const use = {
      facing,
      signal: run.signal,
      release,
      // People know themselves from mirrors; the frames are taken as others see them.
      onOpen: () => this.#render({ stage: facing === 'user' ? 'mirrored' : 'shown' }),
      onSilence: (change: 'silent' | 'back') => {
        const text = change === 'silent' ? camera.silent : hints.no_face;
        this.#render({ hint: text, good: false });
        if (change === 'silent') this.#emit('trouble', { error: new CameraError('silent'), text });
      },
    };
    try {
      return await withCamera(video, use, (stream) => {
        // The browser's question is answered, and the engine may need a while for its first look.
        this.#render({ hint: hints.no_face });
        stage.style.aspectRatio = `${video.videoWidth} / ${video.videoHeight}`;
        return work(stream);
      });
    } finally {
      run.filming = false;
      if (video.srcObject === null) this.#render({ stage: 'hidden' });
    }
  }

  /** A session with the attribute `liveness`. Where it does not pass, the user is told what to change, and may try again. */
  async #conduct(run: Run, engine: CaptureEngine): Promise<void> {
    // Loaded only where it is asked for.
    const { Conductor } = await import('./conductor');
    run.conductor ??= new Conductor({
      ...SHARED,
      element: this,
      root: this.#root,
      parts: this.#parts,
      engine,
      strings: this.#strings,
      signal: run.signal,
      render: (change) => this.#render(change),
      guide: this.#guide(''),
      film: (work, release) => this.#withCamera(run, work, release),
      collect: () => this.#collect(run, engine),
    });
    const { verdict, frames, text } = await run.conductor.conduct();
    this.#emit('liveness', { verdict, text });
    if (frames) this.#settle(run, { frames, source: 'camera', liveness: verdict });
  }

  /** The best frames, as many as are wanted. */
  #collect(run: Run, engine: CaptureEngine): Promise<CapturedFrame[]> {
    const { wanted } = this;
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
      signal: run.signal,
      onTaken,
      onLook: this.#guide(this.#strings.hints.good),
    });
  }

  /** Says what is wrong with a frame; what is said where nothing is. */
  #guide(good: string): (look: Look, hint: Hint) => void {
    const steady = new Steady<Hint>();
    return (look, hint) => {
      const lasting = steady.offer(hint, look.at);
      const text = lasting === 'good' ? good : this.#strings.hints[lasting];
      this.#render({ hint: text, good: hint === 'good' });
      drawOutline(this.#parts, look);
      this.#emit('guidance', { hint, text, look });
    };
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
      const frames = await framesOfFiles(files, this.engine, run.signal);
      this.#settle(run, { frames, source: 'files', liveness: null });
    } catch (error) {
      if (run.signal.aborted) return;
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
    keepFocus(this.#parts.controls, () => render(this.#parts, this.#view));
  }

  get #strings(): CaptureStrings {
    return { ...stringsFor(languageOf(this)), ...this.#own };
  }

  #emit<K extends keyof CaptureEvents>(name: K, detail: CaptureEvents[K]['detail']): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
