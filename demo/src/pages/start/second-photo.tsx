import { messages } from '../../i18n';
import type { Person } from '../../people/people';
import { CameraButton } from '../../ui/camera-button';
import { loadPortrait, type PortraitId, portraitUrl } from '../../ui/samples';

interface SecondPhotoProps {
  readonly person: Person;
  readonly by: 'camera' | 'portraits';
  readonly disabled: boolean;
  readonly onPhoto: (photo: File) => void;
  readonly onError: (error: unknown) => void;
}

/** Somebody is known; now a face is shown again. */
export function SecondPhoto({ person, by, disabled, onPhoto, onError }: SecondPhotoProps) {
  const { start } = messages.value;
  return (
    <>
      <p class="known" id="story-known">
        {by === 'portraits' && <img src={portraitUrl('ann-1')} alt="" width="72" height="72" />}
        <span>{start.known(person.name)}</span>
      </p>
      {by === 'camera' ? (
        <CameraButton
          kind="verify"
          text={start.again}
          large
          disabled={disabled}
          onPhotos={([photo]) => photo && onPhoto(photo)}
          onError={onError}
        />
      ) : (
        <Choice name={person.name} disabled={disabled} onPhoto={onPhoto} onError={onError} />
      )}
    </>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly disabled: boolean;
  readonly onPhoto: (photo: File) => void;
  readonly onError: (error: unknown) => void;
}

/** Another photo of the person who is known, and one of a stranger. */
function Choice({ name, disabled, onPhoto, onError }: ChoiceProps) {
  const { start } = messages.value;
  const choices: readonly (readonly [PortraitId, string])[] = [
    ['ann-2', start.samePerson(name)],
    ['cleo-1', start.stranger],
  ];
  return (
    <fieldset class="choices">
      <legend>{start.which}</legend>
      {choices.map(([id, words]) => (
        <button
          type="button"
          key={id}
          disabled={disabled}
          onClick={() => void loadPortrait(id).then(onPhoto, onError)}
        >
          <img src={portraitUrl(id)} alt="" width="120" height="120" />
          {words}
        </button>
      ))}
    </fieldset>
  );
}
