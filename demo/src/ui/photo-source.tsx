import { useEffect, useId, useRef } from 'preact/hooks';
import { messages } from '../i18n';
import type { CaptureKind, LiveCapture } from './camera/capture-kind';
import { CameraButton } from './camera-button';
import { SampleButtons, type SampleKind } from './sample-buttons';

export interface PhotoSourceProps {
  /** What the photos are for, in front of every control's name. */
  readonly label: string;
  readonly multiple?: boolean;
  readonly capture?: CaptureKind;
  /** The camera takes only a living person. */
  readonly living?: boolean;
  /** Portraits of one person each, or group photos, in which every face is looked at. */
  readonly samples?: SampleKind;
  readonly disabled?: boolean;
  /** Photos from the clipboard come to the one source of a page that takes them. */
  readonly takesPasted?: boolean;
  /** `live`: what the camera's session of a living person gave; null for any other photo. */
  readonly onPhotos: (photos: readonly File[], live: LiveCapture) => void;
  readonly onError: (error: unknown) => void;
}

/** All ways in which a photo gets onto the page: file, camera, clipboard, dropping, samples. */
export function PhotoSource(props: PhotoSourceProps) {
  const {
    label,
    multiple = false,
    capture = 'verify',
    living = false,
    samples = 'portraits',
    disabled = false,
    takesPasted = false,
    onPhotos,
    onError,
  } = props;
  const { photo } = messages.value;
  const area = useRef<HTMLFieldSetElement>(null);
  const hint = useId();
  const take = (files: Iterable<File>, live: LiveCapture = null) => {
    const photos = [...files];
    if (photos.length > 0 && !disabled) onPhotos(multiple ? photos : photos.slice(0, 1), live);
  };
  usePasted(takesPasted, take);
  return (
    <fieldset
      class="source"
      ref={area}
      disabled={disabled}
      aria-describedby={hint}
      onDragOver={(event) => dragged(event, area.current, true)}
      onDragLeave={(event) => dragged(event, area.current, false)}
      onDrop={(event) => {
        dragged(event, area.current, false);
        take(event.dataTransfer?.files ?? []);
      }}
    >
      <legend>{label}</legend>
      <div class="row">
        <label class="button primary">
          {multiple ? photo.chooseMany : photo.choose}
          <input
            type="file"
            accept="image/*"
            multiple={multiple}
            aria-label={`${label}: ${multiple ? photo.chooseMany : photo.choose}`}
            onChange={({ currentTarget }) => {
              const files = [...(currentTarget.files ?? [])];
              // So that choosing the same file again counts as a change.
              currentTarget.value = '';
              take(files);
            }}
          />
        </label>
        <CameraButton
          kind={capture}
          living={living}
          label={label}
          disabled={disabled}
          onPhotos={take}
          onError={onError}
        />
        <span class="hint mouse">{photo.drop}</span>
      </div>
      <p class="hint" id={hint}>
        {samples === 'portraits' ? photo.largest : photo.everyone}
      </p>
      <SampleButtons kind={samples} label={label} onPhoto={(file) => take([file])} onError={onError} />
    </fieldset>
  );
}

function dragged(event: DragEvent, area: HTMLElement | null, over: boolean): void {
  event.preventDefault();
  area?.classList.toggle('dropping', over);
}

function usePasted(active: boolean, take: (files: Iterable<File>) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    if (!active) return;
    const paste = (event: ClipboardEvent) => latest.current(event.clipboardData?.files ?? []);
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, [active]);
}
