import type { Shadow } from '../../fleet/port';
import type { GalleryKeys, Keyring } from '../keys';
import type {
  Face,
  Group,
  Person,
  SealedEntry,
  SealedFleetPart,
  SealedShadow,
  SegmentChange,
} from '../records';
import type { AuditEvent } from './append';

/** What a mutation changes. Person keys are hashes of person_ids. */
export interface Change {
  /** New or changed persons. */
  readonly persons?: readonly Person[];
  /** Keys of persons that cease to exist. */
  readonly deleted?: readonly string[];
  readonly newFaces?: readonly { readonly person: string; readonly face: Face }[];
  /** Keys of face records that cease to exist. */
  readonly goneFaces?: readonly string[];
  /** Their persons, whose templates must leave the segments, too. */
  readonly scrubbed?: readonly string[];
  readonly newPictures?: readonly { readonly person: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
  /** Keys of picture records that cease to exist. Those of persons who do go with them. */
  readonly gonePictures?: readonly string[];
  /** Groups with other numbers of persons; with none they cease to exist. */
  readonly groups?: readonly Group[];
  /** Segments made anew; then nobody is scrubbed. */
  readonly segments?: SegmentChange;
  /** Of the gallery as a whole: persons and listed faces more, or fewer. */
  readonly grown: { readonly persons: number; readonly faces: number };
  /** Nothing of what there was remains, but face records, which a sweep removes. `grown` counts from 0. */
  readonly replace?: boolean;
  /** The generation it gets, when not the next: the one its faces were sealed with before. */
  readonly generation?: number;
  /** Records sealed for it before. */
  readonly sealings?: number;
  /** The key record from now on. */
  readonly ring?: Keyring;
  /** The keys that it belongs to, when they are others: then all is sealed with them, and nothing of what there was remains. */
  readonly keys?: GalleryKeys;
  /** Name of the basis in which templates are written from now on. */
  readonly basis?: string;
  /** With other keys: what a person's key was → what it is. What was noted of attempts goes with the person. */
  readonly renamed?: ReadonlyMap<string, string>;
  /** What the audit log is to say of it, where there is one, or is to be. */
  readonly audit?: readonly AuditEvent[];
  /** Nothing but the log and what a fleet remembers changes: nobody else needs to hear of it. */
  readonly quiet?: boolean;
  /** When the first person expires, where that is known exactly; undefined: nobody does. */
  readonly expiries?: { readonly first: number | undefined };
  /** Records of other stores, sealed with other keys: then none of before remains in them. */
  readonly resealed?: {
    readonly audit: readonly SealedEntry[];
    readonly shadows: readonly SealedShadow[];
    readonly fleet: readonly SealedFleetPart[];
  };
  /** What a fleet remembers from now on. */
  readonly shadows?: readonly Shadow[];
  /** The fleet's state from now on. */
  readonly fleetState?: Uint8Array<ArrayBuffer>;
}
