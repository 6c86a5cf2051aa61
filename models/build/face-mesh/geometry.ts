import { PbfReader } from 'pbf';

/** Of the face that the network knows. */
const POINTS = 468;
/** Numbers of a vertex: x, y, z, and where it lies in a texture. */
const VERTEX = 5;

/** Field numbers of geometry_pipeline_metadata.proto and mesh_3d.proto in MediaPipe's module face_geometry. */
const FIELD = {
  Metadata: { canonicalMesh: 1, basis: 2 },
  Mesh: { vertices: 3 },
  Basis: { landmark: 1, weight: 2 },
} as const;

/**
 * The canonical face, a head of average size that looks straight ahead, and how much each of its points says about where a head is.
 *
 * float32, little-endian, [468, 4]: x to the subject's left, y to the chin and z to the back of the head, in cm; then the weight with
 * which MediaPipe lays the point onto a face, 0 for most.
 *
 * @param metadata contents of `geometry_pipeline_metadata_landmarks.binarypb`
 */
export function convertGeometry(metadata: Uint8Array): Uint8Array {
  const vertices: number[] = [];
  const points = new Float32Array(4 * POINTS);
  const readMesh = (tag: number, _: undefined, pbf: PbfReader) => {
    if (tag === FIELD.Mesh.vertices) pbf.readPackedFloat(vertices);
  };
  new PbfReader(metadata).readFields((tag, _, pbf) => {
    if (tag === FIELD.Metadata.canonicalMesh) pbf.readMessage(readMesh, undefined);
    if (tag === FIELD.Metadata.basis) {
      const { landmark, weight } = pbf.readMessage(readBasis, { landmark: -1, weight: 0 });
      points[4 * landmark + 3] = weight;
    }
  }, undefined);
  if (vertices.length !== VERTEX * POINTS)
    throw new Error(`Face mesh: ${vertices.length} numbers of vertices`);
  for (let i = 0; i < POINTS; i++) {
    const [x = 0, up = 0, forward = 0] = vertices.slice(VERTEX * i);
    points.set([x, -up, -forward], 4 * i);
  }
  return new Uint8Array(points.buffer);
}

interface Basis {
  landmark: number;
  weight: number;
}

function readBasis(tag: number, basis: Basis, pbf: PbfReader): void {
  if (tag === FIELD.Basis.landmark) basis.landmark = pbf.readVarint();
  if (tag === FIELD.Basis.weight) basis.weight = pbf.readFloat();
}
