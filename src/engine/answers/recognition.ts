import type {
  AddFaceData,
  CompareData,
  DetectData,
  FaceItem,
  IdentifyData,
  IdentifyItem,
  LiveDetectPictureData,
  MultiIdentifyData,
  ShapeData,
  VerifyData,
} from '../../api';
import type { Box, Candidate, FaceMesh, StoredFace } from '../../protocol';
import { faceItem, faceRect, placedItem } from './face-item';
import { faceShape } from './face-shape';
import { countStored, type PictureOutcome, pictureCodes } from './picture-codes';
import { sessionId } from './session';

/** The contract: more than five faces in a picture, and only five come with everything. */
const FULL_ITEMS = 5;

/** What is shown of a confidence, 0…100. */
export type Shown = (confidence: number) => number;

/** A face of a picture, and who looks like it. */
interface Recognised {
  readonly box: Box;
  readonly image: StoredFace['image'];
  readonly candidates: readonly Candidate[];
}

/** What v1 answers of pictures. */
export const recognitionAnswers = {
  verify: (confidence: number, matchConfidence: number): VerifyData => ({
    session_id: sessionId(),
    confidence,
    ismatch: confidence >= matchConfidence,
  }),
  identify: (candidates: readonly Candidate[], shown: Shown): IdentifyData => ({
    session_id: sessionId(),
    candidates: candidates.map((each) => identifyItem(each, shown)),
  }),
  multidentify: (faces: readonly Recognised[], shown: Shown, session?: string): MultiIdentifyData => ({
    session_id: sessionId(session),
    results: faces.map(({ box, image, candidates }) => ({
      candidates: candidates.map((each) => identifyItem(each, shown)),
      face_rect: faceRect(box, image),
    })),
  }),
  compare: (similarity: number): CompareData => ({ session_id: sessionId(), similarity }),
  /** Largest first. */
  detect: ({ width, height }: StoredFace['image'], faces: readonly StoredFace[]): DetectData => ({
    session_id: sessionId(),
    image_width: width,
    image_height: height,
    face: faces.map((face, i): FaceItem => (i < FULL_ITEMS ? faceItem(face) : placedItem(face))),
  }),
  /** Largest first. */
  shape: (image: StoredFace['image'], meshes: readonly FaceMesh[]): ShapeData => ({
    session_id: sessionId(),
    image_width: image.width,
    image_height: image.height,
    face_shape: meshes.map(({ points }) => faceShape(points, image)),
  }),
  livedetectpicture: (points: number): LiveDetectPictureData => ({ score: points }),
  addface: (pictures: readonly PictureOutcome[]): AddFaceData => ({
    session_id: sessionId(),
    added: countStored(pictures),
    ...pictureCodes(pictures),
  }),
};

function identifyItem({ personId, faceId, confidence, tag }: Candidate, shown: Shown): IdentifyItem {
  return { person_id: personId, face_id: faceId, confidence: shown(confidence), tag };
}
