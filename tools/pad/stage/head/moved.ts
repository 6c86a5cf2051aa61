import type { Attitude } from './attitude';
import type { Surface } from './surface';
import { turned } from './turn';

/** Where a sheet is in the frame, and which way it faces there. */
export interface Posed {
  /** (x, y, z), px of the frame. */
  readonly positions: Float32Array;
  readonly normals: Float32Array;
}

/** Where the photo lies in the frame: its face's middle, and how many px of the frame are one of the photo. */
export interface Placing {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Distance of the camera, in face widths: about half a metre. */
const CAMERA = 4;

/** The surface with lids and mouth moved, turned about the neck, and seen by a camera. */
export function posed(surface: Surface, attitude: Attitude, placing: Placing): Posed {
  const { neck, middle, width, turning, lids, jaw } = surface;
  const positions = new Float32Array(surface.positions.length);
  for (let i = 0; i < turning.length; i++) {
    const share = turning[i];
    const along = (axis: number) =>
      surface.positions[3 * i + axis] +
      attitude.lids * lids[3 * i + axis] +
      attitude.mouth * jaw[3 * i + axis] -
      neck[axis];
    const [x, y, z] = turned([along(0), along(1), along(2)], {
      yaw: share * attitude.yaw,
      pitch: share * attitude.pitch,
      roll: share * attitude.roll,
    });
    const near = 1 + share * (attitude.near - 1);
    const moved = [
      near * x + neck[0] - middle[0] + share * attitude.right * width,
      near * y + neck[1] - middle[1] + share * attitude.down * width,
      z + neck[2],
    ];
    const far = (CAMERA * width) / (CAMERA * width + moved[2]);
    positions[3 * i] = placing.x + placing.scale * far * moved[0];
    positions[3 * i + 1] = placing.y + placing.scale * far * moved[1];
    positions[3 * i + 2] = placing.scale * moved[2];
  }
  return { positions, normals: normalsOf(positions, surface.triangles, surface.lidTriangles) };
}

/** Of each vertex: the sum of those of its triangles, which count by their size. They point to the camera where the sheet faces it. */
export function normalsOf(positions: Float32Array, ...sheets: readonly Uint16Array[]): Float32Array {
  const normals = new Float32Array(positions.length);
  for (const triangles of sheets) addNormals(normals, positions, triangles);
  return normals;
}

function addNormals(normals: Float32Array, positions: Float32Array, triangles: Uint16Array): void {
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2]];
    const u = [0, 1, 2].map((axis) => positions[b + axis] - positions[a + axis]);
    const v = [0, 1, 2].map((axis) => positions[c + axis] - positions[a + axis]);
    const normal = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
    for (const vertex of [a, b, c]) {
      for (let axis = 0; axis < 3; axis++) normals[vertex + axis] += normal[axis];
    }
  }
}
