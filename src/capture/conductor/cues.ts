import type { Cue } from './course';

/** Hz, one after the other: a call, and an answer that rises. */
const TONES: Readonly<Record<Cue, readonly number[]>> = { ask: [740], seen: [880, 1175] };
const TONE_S = 0.12;
const LOUD = 0.2;

/** Short tones, for who turns away or has the eyes closed. Silent where the page may make no sound yet. */
export class Cues {
  readonly #context: AudioContext | undefined;

  constructor(on: boolean) {
    if (on && 'AudioContext' in globalThis) this.#context = new AudioContext();
  }

  play(cue: Cue): void {
    const context = this.#context;
    if (context === undefined) return;
    void context.resume().catch(() => undefined);
    for (const [i, hertz] of TONES[cue].entries()) {
      const from = context.currentTime + i * TONE_S;
      const tone = new OscillatorNode(context, { frequency: hertz });
      const gain = new GainNode(context, { gain: 0 });
      // Without ends that rise and fall it clicks.
      gain.gain.setValueAtTime(0, from);
      gain.gain.linearRampToValueAtTime(LOUD, from + TONE_S / 6);
      gain.gain.linearRampToValueAtTime(0, from + TONE_S);
      tone.connect(gain).connect(context.destination);
      tone.start(from);
      tone.stop(from + TONE_S);
    }
  }

  close(): void {
    void this.#context?.close().catch(() => undefined);
  }
}
