import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Hint, MienCapture } from '../../../../src/capture';
import { messages } from '../../i18n';

interface RingProps {
  /** The element whose picture the ring lies over. */
  readonly capture: RefObject<MienCapture | null>;
  readonly onTaken: () => void;
}

/** Of the circle's length, which is 100 here. */
const GAP = 3;

/** Where the head is to go, in a picture that is mirrored: a person's left is on the left. Degrees from upwards, clockwise. */
const ARROWS: Readonly<Partial<Record<Hint, number>>> = {
  turn_left: -90,
  turn_right: 90,
  look_up: 0,
  look_down: 180,
};

/** A ring around the face, of which a part fills with each pose, and an arrow for where to turn. */
export function Ring({ capture, onTaken }: RingProps) {
  const { camera } = messages.value;
  const [taken, setTaken] = useState(0);
  const [wanted, setWanted] = useState(1);
  const [hint, setHint] = useState<Hint>();
  useEffect(() => {
    const element = capture.current;
    if (element === null) return;
    setWanted(element.wanted);
    // They go with the element, which goes with the dialog.
    element.addEventListener('shot', ({ detail }) => {
      setTaken(detail.taken);
      onTaken();
    });
    element.addEventListener('guidance', ({ detail }) => setHint(detail.hint));
  }, [capture]);
  const part = 100 / wanted;
  const turn = hint && ARROWS[hint];
  return (
    <svg slot="overlay" class="ring" viewBox="0 0 100 100" aria-hidden="true">
      {Array.from({ length: wanted }, (_, i) => (
        <circle
          // Parts differ in nothing but their place.
          key={i}
          class={i < taken ? 'taken' : undefined}
          cx="50"
          cy="50"
          r="44"
          pathLength="100"
          stroke-dasharray={`${part - GAP} ${100 - part + GAP}`}
          stroke-dashoffset={-(i * part + GAP / 2)}
          transform="rotate(-90 50 50)"
        />
      ))}
      {turn !== undefined && (
        <path class="arrow" d="M50 3 l7 9 h-4 v7 h-6 v-7 h-4 z" transform={`rotate(${turn} 50 50)`} />
      )}
      <text x="50" y="97" text-anchor="middle">
        {camera.taken(taken, wanted)}
      </text>
    </svg>
  );
}
