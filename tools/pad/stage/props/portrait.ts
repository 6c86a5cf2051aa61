import type { Box, DetectDetail, FaceEngine, FaceMesh } from '../../../../src';

/** A photo of one person, cut out around the face and brought to a size that suits a frame. */
export interface Portrait {
  readonly canvas: OffscreenCanvas;
  /** As the engine found it in the canvas. */
  readonly mesh: FaceMesh;
}

/** Height of the detector's box in a portrait, px: somebody at arm's length from a laptop. */
const FACE_PX = 105;
/** Half of a portrait's edge, in heights of the box. */
const REACH = 1.25;

/** What a face must be for a head to be made of it: about frontal, eyes open, mouth closed, large and sharp enough. */
const FIT = {
  yaw: 14,
  pitch: 16,
  roll: 13,
  eyes: 0.2,
  mouth: 0.08,
  eyeDistance: 36,
  blur: 0.05,
  score: 0.8,
} as const;

type Face = DetectDetail['faces'][number];

/** Of the largest face that a head can be made of; undefined where there is none, or nobody can be cut out alone. */
export async function portraitOf(engine: FaceEngine, photo: Blob): Promise<Portrait | undefined> {
  const found = (await facesIn(engine, photo)).find(fits);
  if (found === undefined) return undefined;
  const canvas = await cutOut(photo, found.face.box);
  const [first, ...others] = await facesIn(engine, canvas);
  if (first === undefined || !fits(first) || others.length > 0) return undefined;
  return { canvas, mesh: first.mesh };
}

function fits(face: Face): face is Face & { readonly mesh: FaceMesh } {
  const { mesh, quality } = face;
  if (!mesh || !quality) return false;
  const { yaw, pitch, roll } = mesh.pose;
  return (
    Math.abs(yaw) <= FIT.yaw &&
    Math.abs(pitch) <= FIT.pitch &&
    Math.abs(roll) <= FIT.roll &&
    Math.min(mesh.eyes.left, mesh.eyes.right) >= FIT.eyes &&
    mesh.mouth <= FIT.mouth &&
    quality.eyeDistance >= FIT.eyeDistance &&
    quality.blur <= FIT.blur &&
    quality.score >= FIT.score
  );
}

async function cutOut(photo: Blob, { x, y, width, height }: Box): Promise<OffscreenCanvas> {
  const bitmap = await createImageBitmap(photo);
  const reach = REACH * height;
  const [left, top] = [Math.max(0, x + width / 2 - reach), Math.max(0, y + height / 2 - reach)];
  const across = Math.min(bitmap.width, x + width / 2 + reach) - left;
  const down = Math.min(bitmap.height, y + height / 2 + reach) - top;
  const scale = FACE_PX / height;
  const canvas = new OffscreenCanvas(Math.round(scale * across), Math.round(scale * down));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2d canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, left, top, across, down, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

async function facesIn(engine: FaceEngine, image: Blob | OffscreenCanvas): Promise<readonly Face[]> {
  try {
    return (await engine.detect(image, { detail: true, mesh: true })).detail.faces;
  } catch (error) {
    if (!mien.isPictureFault(error)) throw error;
    return [];
  }
}
