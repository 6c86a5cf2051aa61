import { messages } from '../i18n';
import {
  GROUP_PHOTOS,
  groupUrl,
  loadGroup,
  loadPortrait,
  PORTRAITS,
  portraitOf,
  portraitUrl,
} from './samples';

export type SampleKind = 'portraits' | 'groups';

interface SampleButtonsProps {
  readonly kind: SampleKind;
  /** What the photo is for. */
  readonly label: string;
  readonly onPhoto: (photo: File) => void;
  readonly onError: (error: unknown) => void;
}

interface Sample {
  readonly name: string;
  readonly url: string;
  readonly load: () => Promise<File>;
}

/** Photos for who has none at hand. */
export function SampleButtons({ kind, label, onPhoto, onError }: SampleButtonsProps) {
  const { photo } = messages.value;
  return (
    <fieldset class="samples" aria-label={`${label}: ${photo.samples}`}>
      {(kind === 'portraits' ? portraits() : groups()).map(({ name, url, load }) => (
        <button
          type="button"
          key={url}
          class="sample"
          aria-label={name}
          title={name}
          onClick={() => load().then(onPhoto, onError)}
        >
          <img src={url} alt="" width="56" height="56" loading="lazy" />
        </button>
      ))}
    </fieldset>
  );
}

function portraits(): Sample[] {
  const { photo, samplePeople } = messages.value;
  return PORTRAITS.map((id) => {
    const { person, n } = portraitOf(id);
    const name = photo.portrait(samplePeople[person], n);
    return { name, url: portraitUrl(id), load: () => loadPortrait(id) };
  });
}

function groups(): Sample[] {
  const { photo } = messages.value;
  return GROUP_PHOTOS.map((n) => ({ name: photo.sample(n), url: groupUrl(n), load: () => loadGroup(n) }));
}
