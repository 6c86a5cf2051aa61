import { useEffect, useRef } from 'preact/hooks';
import { messages } from '../../i18n';
import { addressOf } from '../../state/route';

/** So long nobody touches a corner by mistake, ms. */
const HOLD_MS = 2000;

/** The ways out: a corner that is held, by a finger or a key, and Escape, which in full screen ends that first. */
export function LeaveCorner() {
  const { kiosk } = messages.value;
  const timer = useRef(0);
  const release = () => clearTimeout(timer.current);
  const hold = () => {
    release();
    timer.current = setTimeout(leave, HOLD_MS);
  };
  useEffect(() => {
    const leaveBy = ({ key }: KeyboardEvent) => key === 'Escape' && leave();
    addEventListener('keydown', leaveBy);
    return () => {
      removeEventListener('keydown', leaveBy);
      release();
    };
  }, []);
  return (
    <button
      type="button"
      class="corner"
      aria-label={kiosk.leave}
      onPointerDown={hold}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={({ key, repeat }) => !repeat && (key === 'Enter' || key === ' ') && hold()}
      onKeyUp={release}
      onBlur={release}
    />
  );
}

function leave(): void {
  if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
  location.hash = addressOf('start');
}
