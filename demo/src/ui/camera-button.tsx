import { lazy, Suspense } from 'preact/compat';
import { useState } from 'preact/hooks';
import { messages } from '../i18n';
import type { CaptureKind, LiveCapture } from './camera/capture-kind';

export interface CameraButtonProps {
  readonly kind: CaptureKind;
  /** Takes only a living person. */
  readonly living?: boolean;
  /** What the photos are for; undefined where the button's text says all. */
  readonly label?: string;
  /** What the button says; "Use the camera" unless told otherwise. */
  readonly text?: string;
  /** The one button that a page is about. */
  readonly large?: boolean;
  readonly disabled: boolean;
  readonly onPhotos: (photos: File[], live: LiveCapture) => void;
  readonly onError: (error: unknown) => void;
}

/** Who never opens a camera never loads what it takes. */
const CameraDialog = lazy(() => import('./camera/camera-dialog'));

/** Opens the camera in a dialog. */
export function CameraButton(props: CameraButtonProps) {
  const { kind, living = false, label, text, large = false, disabled, onPhotos, onError } = props;
  const { photo } = messages.value;
  const [open, setOpen] = useState(false);
  const said = text ?? photo.camera;
  return (
    <>
      <button
        type="button"
        class={large ? 'primary large' : undefined}
        disabled={disabled}
        aria-label={label === undefined ? undefined : `${label}: ${said}`}
        onClick={() => setOpen(true)}
      >
        {said}
      </button>
      {open && (
        <Suspense fallback={null}>
          <CameraDialog
            kind={kind}
            living={living}
            onPhotos={onPhotos}
            onError={onError}
            onEnd={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
