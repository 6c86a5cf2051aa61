import type { Box, IdentifyItem } from '../../../../src';
import { messages } from '../../i18n';
import type { Person } from '../../people/people';
import { type DrawnFace, FacePhoto } from '../../ui/face-photo';
import { answerOf } from '../../ui/verdict';
import { Correction } from './correction';

export interface FoundFace {
  readonly box: Box;
  readonly candidates: readonly IdentifyItem[];
}

export interface Finding {
  readonly photo: File;
  /** Undefined until the faces are known. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
  readonly faces: readonly FoundFace[];
}

interface FoundProps {
  readonly finding: Finding;
  readonly threshold: number;
  readonly people: readonly Person[];
  /** Whether every face was compared. */
  readonly done: boolean;
  readonly onCorrect: (face: FoundFace, name: string) => void;
}

/** What is said of a face: who it is, who it may be, or nobody. Who is far below the threshold is not like anybody. */
interface Naming {
  readonly answer: 'yes' | 'unsure' | 'no';
  readonly name: string | undefined;
}

export function Found({ finding: { photo, size, faces }, threshold, people, done, onCorrect }: FoundProps) {
  const { identify, photo: photoWords } = messages.value;
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const namings = faces.map((face) => nameOf(face, threshold, names));
  const drawn = faces.map(({ box }, i): DrawnFace => {
    const { answer, name } = namings[i];
    return answer === 'yes' ? { box, label: name, kind: 'yes' } : { box, label: `${i + 1}` };
  });
  return (
    <>
      {done && size && (
        <p class="message" id="identify-summary">
          {identify.found(faces.length, namings.filter(({ answer }) => answer === 'yes').length)}
        </p>
      )}
      <FacePhoto photo={photo} alt={photoWords.shown} size={size} faces={drawn} />
      {done && (
        <ol class="faces-found">
          {faces.map((face, i) => (
            <li key={`${face.box.x} ${face.box.y}`}>
              <strong>{sentenceOf(namings[i], i)}</strong>
              <Correction
                people={people}
                known={namings[i].answer === 'yes'}
                onCorrect={(name) => onCorrect(face, name)}
              />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function nameOf(
  { candidates: [best] }: FoundFace,
  threshold: number,
  names: ReadonlyMap<string, string>,
): Naming {
  const name = best && names.get(best.person_id);
  if (name === undefined) return { answer: 'no', name: undefined };
  const answer = answerOf(best.confidence, threshold);
  return { answer, name: answer === 'no' ? undefined : name };
}

function sentenceOf({ answer, name = '' }: Naming, i: number): string {
  const { identify } = messages.value;
  if (answer === 'yes') return name;
  return `${identify.face(i + 1)}: ${answer === 'unsure' ? identify.maybe(name) : identify.unknown}`;
}
