import { useEffect, useRef, useState } from 'preact/hooks';
import { CameraError, type CapturedFrame, type CaptureResult, type MienCapture } from '../../../src/capture';
import { language, messages } from '../i18n';
import { engineState } from '../state/engine';

/** One frame, or several different ones. */
export type CaptureKind = 'verify' | 'enrol';

/** A session of a living person, which `verify` takes instead of its photo, once. */
export type LiveCapture = NonNullable<CaptureResult['liveness']>['capture'];

export interface CameraButtonProps {
  readonly kind: CaptureKind;
  /** Takes only a living person. */
  readonly living?: boolean;
  readonly label: string;
  readonly disabled: boolean;
  readonly onPhotos: (photos: File[], live: LiveCapture) => void;
  readonly onError: (error: unknown) => void;
}

/** Opens `<mien-capture>` in a dialog. */
export function CameraButton({
  kind,
  living = false,
  label,
  disabled,
  onPhotos,
  onError,
}: CameraButtonProps) {
  const { photo } = messages.value;
  const [open, setOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const capture = useRef<MienCapture>(null);
  useEffect(() => {
    const element = capture.current;
    const state = engineState.value;
    if (!open || element === null || state.phase !== 'ready') return;
    element.engine = state.engine;
    dialog.current?.showModal();
    element
      .start()
      .then(({ frames, liveness }) => onPhotos(frames.map(toFile), liveness?.capture ?? null))
      .catch((error: unknown) => {
        if (!isGivenUp(error)) onError(error);
      })
      .finally(() => {
        // Gives the focus back.
        dialog.current?.close();
        setOpen(false);
      });
  }, [open]);
  return (
    <>
      <button
        type="button"
        disabled={disabled}
        aria-label={`${label}: ${photo.camera}`}
        onClick={() => setOpen(true)}
      >
        {photo.camera}
      </button>
      {open && (
        <dialog
          ref={dialog}
          class="camera"
          aria-label={photo.cameraTitle}
          onClose={() => capture.current?.cancel()}
        >
          <mien-capture
            ref={capture}
            mode={kind}
            liveness={living ? 'actions' : undefined}
            lang={language.value}
          />
        </dialog>
      )}
    </>
  );
}

function isGivenUp(error: unknown): boolean {
  return (error instanceof DOMException && error.name === 'AbortError') || error instanceof CameraError;
}

function toFile({ image }: CapturedFrame, i: number): File {
  return image instanceof File ? image : new File([image], `camera${i + 1}.jpg`, { type: image.type });
}
