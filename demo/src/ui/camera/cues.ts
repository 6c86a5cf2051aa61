/** What is felt and heard when a photo was taken, for who looks elsewhere than on the screen. */
export interface Cues {
  readonly taken: () => void;
  readonly close: () => void;
}

const VIBRATION_MS = 40;
const TONE_HZ = 660;
const TONE_S = 0.15;
/** Of the full volume: gentle. */
const VOLUME = 0.06;
const SILENCE = 0.0005;

/** To be called in a click: else the browser allows no sound. */
export function openCues(): Cues {
  const context = new AudioContext();
  return {
    taken: () => {
      navigator.vibrate?.(VIBRATION_MS);
      const now = context.currentTime;
      const tone = new OscillatorNode(context, { frequency: TONE_HZ });
      const volume = new GainNode(context, { gain: VOLUME });
      volume.gain.exponentialRampToValueAtTime(SILENCE, now + TONE_S);
      tone.connect(volume).connect(context.destination);
      tone.start(now);
      tone.stop(now + TONE_S);
    },
    close: () => void context.close(),
  };
}
