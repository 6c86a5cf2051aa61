import { takePhoto } from './camera';
import { within } from './dom';
import { offerSamples } from './samples';

export interface PhotoSourceOptions {
  /** A `.source` block of index.html: file input, camera button, place for the samples. */
  readonly root: HTMLElement;
  /** Where photos may be dropped. */
  readonly dropArea: HTMLElement;
  /** Called before photos are asked for; false when something else is needed first. */
  readonly ready: () => boolean;
  /** Reports its own failures. */
  readonly give: (photos: readonly File[]) => Promise<void>;
  /** For the camera's and the samples' failures. */
  readonly fail: (error: unknown) => void;
}

/** All ways in which a photo gets onto the page, except the clipboard, which belongs to the whole page. */
export function connectPhotoSource({ root, dropArea, ready, give, fail }: PhotoSourceOptions): void {
  const take = (photos: readonly File[]) => {
    if (photos.length > 0 && ready()) void give(photos);
  };
  const input = within(root, 'input[type=file]', HTMLInputElement);
  input.addEventListener('click', (event) => {
    if (!ready()) event.preventDefault();
  });
  input.addEventListener('change', () => {
    const photos = [...(input.files ?? [])];
    // So that choosing the same file again counts as a change.
    input.value = '';
    take(photos);
  });
  within(root, '.camera', HTMLButtonElement).addEventListener('click', () => {
    if (ready()) takePhoto().then((photo) => take(photo ? [photo] : []), fail);
  });
  offerSamples(within(root, '.samples', HTMLElement), (photo) => take([photo]), fail);
  acceptDrops(dropArea, take);
}

function acceptDrops(area: HTMLElement, take: (photos: readonly File[]) => void): void {
  area.addEventListener('dragover', () => area.classList.add('dropping'));
  for (const end of ['dragleave', 'drop']) {
    area.addEventListener(end, () => area.classList.remove('dropping'));
  }
  area.addEventListener('drop', (event) => take([...(event.dataTransfer?.files ?? [])]));
}
