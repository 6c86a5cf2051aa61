/** Without a new frame for so long, the user is told, ms. */
const SILENT_MS = 3000;
/** For so long, and there is no camera, ms. */
const OVER_MS = 30_000;
/** Between two looks, ms. */
const BETWEEN_MS = 250;
/** A page that slept has waited for nothing meanwhile, ms. */
const LONGEST_MS = 500;

/** `silent`: frames stay away; `back`: they come again; `over`: they have stayed away for too long. */
export type SilenceChange = 'silent' | 'back' | 'over';

/** Adds up how long no frame came. Knows nothing of videos. */
export class Silence {
  #before: number | undefined;
  #ms = 0;
  #said = false;

  /** Whether there were new frames at a time, ms; what has changed by it. */
  offer(alive: boolean, at: number): SilenceChange | undefined {
    const gap = Math.min(LONGEST_MS, at - (this.#before ?? at));
    this.#before = at;
    if (alive) {
      const back = this.#said;
      [this.#ms, this.#said] = [0, false];
      return back ? 'back' : undefined;
    }
    this.#ms += gap;
    if (this.#ms >= OVER_MS) return 'over';
    if (this.#said || this.#ms < SILENT_MS) return undefined;
    this.#said = true;
    return 'silent';
  }
}

/** Watches a video of a camera from now on. Returns the way to end it. */
export function watchSilence(
  video: HTMLVideoElement,
  stream: MediaStream,
  onChange: (change: SilenceChange) => void,
): () => void {
  const silence = new Silence();
  let frames = 0;
  const timer = setInterval(() => {
    const { totalVideoFrames } = video.getVideoPlaybackQuality();
    const muted = stream.getVideoTracks().every((track) => track.muted);
    const alive = totalVideoFrames !== frames && !video.paused && !muted;
    frames = totalVideoFrames;
    // Browsers show a hidden page no frames.
    const change = silence.offer(alive || document.hidden, performance.now());
    // A phone that slept, or another program, may have paused it.
    if (!alive && video.paused && change !== undefined) void video.play().catch(() => undefined);
    if (change !== undefined) onChange(change);
  }, BETWEEN_MS);
  return () => clearInterval(timer);
}
