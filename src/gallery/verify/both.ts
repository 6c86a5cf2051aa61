import {
  type Basis,
  type ConfidenceScale,
  changeBasis,
  compareWithPerson,
  confidenceScale,
  secondScale,
} from '../../match';
import type { GalleryModel, PersonMatch, SecondModel, SecondVerdict } from '../../protocol';
import { type Face, inPlain, sameOrigin } from '../records';

/** A template, and the basis that it is written in; none: in plain. */
interface Written {
  readonly template: Float32Array;
  readonly basis?: Basis | undefined;
}

/** Faces of one person and a probe, as the first network compares them. */
export interface Compared {
  readonly faces: readonly Face[];
  readonly similarity: ReturnType<typeof compareWithPerson>;
  /** What the first says alone. */
  readonly confidence: number;
  /** Second templates of the faces; none where nobody is to be asked. */
  readonly seconds: readonly Written[];
  readonly asks: boolean;
}

/** What a second opinion comes to. */
export interface Judged {
  readonly confidence: number;
  readonly second: SecondVerdict;
}

/** One engine's scales, for both networks. */
export class Judge {
  readonly #alone: ConfidenceScale;
  readonly #second: (SecondModel & { readonly scale: ReturnType<typeof secondScale> }) | null;

  constructor({ calibration, second }: Pick<GalleryModel, 'calibration' | 'second'>) {
    this.#alone = confidenceScale(calibration);
    this.#second = second && { ...second, scale: secondScale(calibration, second.calibration) };
  }

  /** All of a person's comparable faces together (docs/decisions/011), at least one, by the first network. `template` is in plain. */
  compare(faces: readonly Face[], template: Float32Array): Compared {
    const similarity = compareWritten(template, faces);
    const confidence = this.#alone.confidence(similarity);
    const seconds = faces.flatMap(({ second }) =>
      second && this.#second && sameOrigin(second.origin, this.#second.origin) ? [second] : [],
    );
    return { faces, similarity, confidence, seconds, asks: seconds.length > 0 && this.mayAsk(confidence) };
  }

  /** What the first says where nobody is asked. */
  alone({ confidence, seconds, asks }: Compared): Judged {
    if (this.#second === null) return { confidence, second: { outcome: 'off' } };
    if (seconds.length === 0 && this.mayAsk(confidence))
      return { confidence, second: { outcome: 'no_template' } };
    return {
      confidence,
      second: asks ? { outcome: 'missing', reason: 'it was not asked' } : { outcome: 'sure' },
    };
  }

  /** What both say; the first alone with the reason why the second says nothing, and where it is not asked. */
  both(compared: Compared, second: Float32Array | string): Judged {
    const { similarity, seconds, confidence, asks } = compared;
    if (this.#second === null || !asks) return this.alone(compared);
    if (typeof second === 'string') return { confidence, second: { outcome: 'missing', reason: second } };
    const { pooled, faces } = compareWritten(second, seconds);
    return {
      confidence: this.#second.scale.both(similarity, { pooled, faces }, this.#second.when),
      second: { outcome: 'answered', pooled, compared: faces },
    };
  }

  /** A stored face as the probe: what both say, as far as it has a template of the second, and which of the person's faces is most alike. */
  stored(probe: Face, faces: readonly Face[]): { readonly confidence: number; readonly bestAt: number } {
    const { template, second } = inPlain(probe);
    const compared = this.compare(faces, template);
    const known = second && this.#second && sameOrigin(second.origin, this.#second.origin);
    const { confidence } = this.both(compared, known ? second.template : 'the face has none');
    return { confidence, bestAt: compared.similarity.bestAt };
  }

  /** Two faces, as `RemoteGallery.compare` has it. */
  two(
    [a, b]: readonly [Float32Array, Float32Array],
    seconds: readonly [Float32Array, Float32Array] | undefined,
  ): { readonly confidence: number; readonly asks: boolean } {
    const similarity = compareWithPerson(a, [b]);
    const confidence = this.#alone.confidence(similarity);
    if (this.#second === null || !this.mayAsk(confidence)) return { confidence, asks: false };
    if (seconds === undefined) return { confidence, asks: true };
    const { pooled } = compareWithPerson(seconds[0], [seconds[1]]);
    const { scale, when } = this.#second;
    return { confidence: scale.both(similarity, { pooled, faces: 1 }, when), asks: false };
  }

  /** Whether the second is asked when the first says so, and there are templates of it. */
  mayAsk(confidence: number): boolean {
    return this.#second?.when === 'always' || this.#second?.scale.asks(confidence) === true;
  }
}

/** A plain probe and templates of one person, in the basis of the first: as a rule, of all of them. */
function compareWritten(probe: Float32Array, templates: readonly Written[]) {
  const { basis } = templates[0];
  return compareWithPerson(
    changeBasis(probe, undefined, basis),
    templates.map((each) => changeBasis(each.template, each.basis, basis)),
  );
}

/** The verdict on one person. */
export function matchOf(
  { faces, similarity: { best, bestAt, pooled } }: Compared,
  judged: Judged,
): PersonMatch {
  return { similarity: best, faceId: faces[bestAt].face_id, pooled, compared: faces.length, ...judged };
}
