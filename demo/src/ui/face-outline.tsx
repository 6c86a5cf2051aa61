import type { FaceItem } from '../../../src';

/** An enrolled face as what was kept of it says: which way it looked. Its photo was not kept. */
export function FaceOutline({ face, alt }: { face: FaceItem; alt: string }) {
  const { yaw = 0, pitch = 0, roll = 0 } = face;
  // The nose and eyes move with the head over a ball; in the drawing's units.
  const dx = 26 * Math.sin((yaw * Math.PI) / 180);
  const dy = -26 * Math.sin((pitch * Math.PI) / 180);
  return (
    <svg class="outline" viewBox="0 0 100 120" role="img" aria-label={alt}>
      <g transform={`rotate(${roll.toFixed(1)} 50 60)`}>
        <ellipse cx="50" cy="60" rx="34" ry="46" />
        <circle cx={36 + dx} cy={50 + dy} r="4" />
        <circle cx={64 + dx} cy={50 + dy} r="4" />
        <path d={`M ${50 + dx} ${54 + dy} l ${dx / 3} 14`} />
        <path d={`M ${40 + dx} ${84 + dy} q 10 6 20 0`} />
      </g>
    </svg>
  );
}
