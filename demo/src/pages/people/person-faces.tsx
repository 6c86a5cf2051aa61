import { useEffect, useState } from 'preact/hooks';
import type { FaceItem } from '../../../../src';
import { messages } from '../../i18n';
import { enrol, type Person } from '../../people/people';
import { useEngine } from '../../people/use-people';
import { FaceOutline } from '../../ui/face-outline';
import type { Said } from '../../ui/message';
import { PhotoSource } from '../../ui/photo-source';
import { reportOf } from './report';

interface PersonFacesProps {
  readonly person: Person;
  readonly onChanged: () => void;
  readonly onSaid: (said: Said) => void;
  readonly onError: (error: unknown) => void;
}

/** Which way each enrolled face looked, since its photo was not kept; further photos. */
export function PersonFaces({ person, onChanged, onSaid, onError }: PersonFacesProps) {
  const engine = useEngine();
  const { people: words, photo } = messages.value;
  const [faces, setFaces] = useState<readonly FaceItem[]>([]);
  const ids = person.faceIds.join();
  useEffect(() => {
    let latest = true;
    Promise.all(person.faceIds.map((id) => engine.getfaceinfo(id))).then(
      (found) => latest && setFaces(found.map(({ face_info }) => face_info)),
      () => undefined, // deleted meanwhile, in another tab: the list comes anew
    );
    return () => {
      latest = false;
    };
  }, [engine, ids]);
  const remove = async (face_id: string) => {
    if (faces.length === 1) return onSaid({ text: words.lastFace, kind: 'bad' });
    try {
      await engine.delface({ person_id: person.id, face_ids: [face_id] });
      onSaid({ text: words.faceRemoved });
      onChanged();
    } catch (error) {
      onError(error);
    }
  };
  const add = async (photos: readonly File[]) => {
    onSaid({ text: photo.looking });
    try {
      onSaid(reportOf(person.name, await enrol(engine, person.name, photos, { known: [person] })));
      onChanged();
    } catch (error) {
      onError(error);
    }
  };
  return (
    <>
      <ul class="outlines">
        {faces.map((face, i) => (
          <li key={face.face_id}>
            <FaceOutline
              face={face}
              alt={words.faceOf(i + 1, Math.round(face.yaw ?? 0), Math.round(face.pitch ?? 0))}
            />
            <button type="button" class="small" onClick={() => remove(face.face_id)}>
              {words.removeFace(i + 1)}
            </button>
          </li>
        ))}
      </ul>
      <PhotoSource label={words.morePhotos} multiple capture="enrol" onPhotos={add} onError={onError} />
    </>
  );
}
