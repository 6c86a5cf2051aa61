import { useEffect, useRef, useState } from 'preact/hooks';
import { CameraError, type CapturedFrame, defineCapture, type MienCapture } from '../../../../src/capture';
import { language, messages } from '../../i18n';
import { enginePhase, whenReady } from '../../state/engine';
import { recall, remember } from '../../state/kept';
import { EngineWait } from '../engine-wait';
import type { CaptureKind, LiveCapture } from './capture-kind';
import { type Cues, openCues } from './cues';
import { Preparation } from './preparation';
import { Ring } from './ring';

interface CameraDialogProps {
  readonly kind: CaptureKind;
  readonly living: boolean;
  readonly onPhotos: (photos: File[], live: LiveCapture) => void;
  readonly onError: (error: unknown) => void;
  /** It is closed, by whatever. */
  readonly onEnd: () => void;
}

/** Who has once opened the camera to be verified knows what is coming. Enrolment is seldom, and asks for somebody's consent. */
const KNOWN = 'mien-demo-camera-known';

defineCapture();

/** Prepares who is before the camera, then runs `<mien-capture>`. */
export default function CameraDialog({ kind, living, onPhotos, onError, onEnd }: CameraDialogProps) {
  const { photo } = messages.value;
  const [prepared, setPrepared] = useState(kind === 'verify' && !living && recall(KNOWN) !== null);
  const dialog = useRef<HTMLDialogElement>(null);
  const capture = useRef<MienCapture>(null);
  const cues = useRef<Cues | undefined>(undefined);
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    if (prepared) void film();
  }, [prepared]);
  useEffect(() => () => cues.current?.close(), []);

  const film = async () => {
    try {
      const engine = await whenReady();
      const element = capture.current;
      if (element === null) return;
      element.engine = engine;
      const result = element.start();
      // The button that had the focus is gone.
      element.focus();
      const { frames, liveness } = await result;
      onPhotos(frames.map(toFile), liveness?.capture ?? null);
    } catch (error) {
      if (!isGivenUp(error)) onError(error);
    } finally {
      // Gives the focus back.
      dialog.current?.close();
    }
  };
  const open = () => {
    remember(KNOWN, 'yes');
    // Browsers let a page sound only after a click.
    if (kind === 'enrol') cues.current = openCues();
    setPrepared(true);
  };
  const close = () => {
    capture.current?.cancel();
    onEnd();
  };
  return (
    <dialog ref={dialog} class="camera" aria-label={photo.cameraTitle} onClose={close}>
      {!prepared && (
        <Preparation kind={kind} living={living} onOpen={open} onCancel={() => dialog.current?.close()} />
      )}
      {prepared && enginePhase.value !== 'ready' && <EngineWait />}
      {prepared && (
        <mien-capture
          ref={capture}
          mode={kind}
          liveness={living ? 'actions' : undefined}
          sound={living}
          lang={language.value}
        >
          {kind === 'enrol' && !living && <Ring capture={capture} onTaken={() => cues.current?.taken()} />}
        </mien-capture>
      )}
    </dialog>
  );
}

function isGivenUp(error: unknown): boolean {
  return (error instanceof DOMException && error.name === 'AbortError') || error instanceof CameraError;
}

function toFile({ image }: CapturedFrame, i: number): File {
  return image instanceof File ? image : new File([image], `camera${i + 1}.jpg`, { type: image.type });
}
