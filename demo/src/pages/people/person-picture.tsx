import { messages } from '../../i18n';
import type { Person } from '../../people/people';
import { keepsPictures, setPicture } from '../../people/pictures';
import { useEngine } from '../../people/use-people';
import { usePicture } from '../../people/use-picture';
import type { Said } from '../../ui/message';

interface PersonPictureProps {
  readonly person: Person;
  readonly onChanged: () => void;
  readonly onSaid: (said: Said) => void;
  readonly onError: (error: unknown) => void;
}

/** The person's small picture, to be replaced or removed. Nothing where none is kept and none is wanted. */
export function PersonPicture({ person, onChanged, onSaid, onError }: PersonPictureProps) {
  const engine = useEngine();
  const url = usePicture(person.id);
  const { pictures: words, photo: photoWords } = messages.value;
  if (url === undefined && !keepsPictures.value) return null;
  const change = async (work: () => Promise<void>, done: string) => {
    try {
      await work();
      onSaid({ text: done });
      onChanged();
    } catch (error) {
      onError(error);
    }
  };
  const replace = (photo: File | undefined) => {
    if (photo === undefined) return;
    onSaid({ text: photoWords.looking });
    void change(() => setPicture(engine, person.id, photo), words.replaced);
  };
  return (
    <div class="row person-picture">
      {url !== undefined && (
        <img class="portrait" src={url} alt={words.of(person.name)} width="96" height="96" />
      )}
      <label class="button">
        {url === undefined ? words.add : words.replace}
        <input
          type="file"
          accept="image/*"
          onChange={({ currentTarget }) => {
            const photo = currentTarget.files?.[0];
            currentTarget.value = '';
            replace(photo);
          }}
        />
      </label>
      {url !== undefined && (
        <button
          type="button"
          onClick={() => change(() => engine.setPersonPicture(person.id, null), words.removed)}
        >
          {words.remove}
        </button>
      )}
    </div>
  );
}
