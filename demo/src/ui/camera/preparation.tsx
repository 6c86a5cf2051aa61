import { messages } from '../../i18n';
import type { CaptureKind } from './capture-kind';

interface PreparationProps {
  readonly kind: CaptureKind;
  readonly living: boolean;
  readonly onOpen: () => void;
  readonly onCancel: () => void;
}

/** Before the browser's own question: what for, in what light, what becomes of the picture. */
export function Preparation({ kind, living, onOpen, onCancel }: PreparationProps) {
  const { camera } = messages.value;
  return (
    <div class="preparation">
      <h2>{camera.title}</h2>
      <ul>
        <li>{living ? camera.whyLiving : kind === 'enrol' ? camera.whyEnrol : camera.whyVerify}</li>
        <li>{camera.light}</li>
        <li>{camera.privacy}</li>
        {kind === 'enrol' && <li>{camera.consent}</li>}
        <li>{camera.question}</li>
      </ul>
      <div class="row">
        <button type="button" class="primary" onClick={onOpen}>
          {camera.open}
        </button>
        <button type="button" onClick={onCancel}>
          {camera.cancel}
        </button>
      </div>
    </div>
  );
}
