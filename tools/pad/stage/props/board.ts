import { type Attitude, normalsOf, type Placing, turned } from '../head';
import type { Sheet } from '../picture';

const COLUMNS = 16;
const ROWS = 12;
/** Distance of the camera, in widths of a board that fills the frame: as that of a head. */
const CAMERA = 1.6;

/** Paper or glass with a picture on it, held before the camera. */
export interface Board {
  /** Of what is on it, px of the frame where it is held straight. */
  readonly width: number;
  readonly height: number;
  /** How much of the screen's light arrives. */
  readonly light: number;
}

/** The board as it is held. `bend`: depth of its middle before its left and right edges, in widths. */
export function boardSheet(board: Board, attitude: Attitude, bend: number, placing: Placing): Sheet {
  const { width, height } = board;
  const count = (COLUMNS + 1) * (ROWS + 1);
  const positions = new Float32Array(3 * count);
  const places = new Float32Array(2 * count);
  const triangles: number[] = [];
  for (let row = 0; row <= ROWS; row++) {
    for (let column = 0; column <= COLUMNS; column++) {
      const i = row * (COLUMNS + 1) + column;
      const [u, v] = [column / COLUMNS, row / ROWS];
      places.set([u, v], 2 * i);
      const across = 2 * u - 1;
      const flat = [(u - 0.5) * width, (v - 0.5) * height, -bend * width * (1 - across * across)] as const;
      const [x, y, z] = turned(flat, attitude);
      const far = (CAMERA * width) / (CAMERA * width + z);
      positions.set(
        [
          placing.x + placing.scale * far * attitude.near * x + attitude.right * width,
          placing.y + placing.scale * far * attitude.near * y + attitude.down * width,
          z,
        ],
        3 * i,
      );
      if (row < ROWS && column < COLUMNS) {
        const below = i + COLUMNS + 1;
        triangles.push(i, i + 1, below, i + 1, below + 1, below);
      }
    }
  }
  const indices = Uint16Array.from(triangles);
  return {
    positions,
    places,
    normals: normalsOf(positions, indices),
    light: new Float32Array(count).fill(board.light),
    triangles: indices,
  };
}

/** A wall behind a board that fills the frame, far from the screen. */
export function wallSheet(width: number, height: number): Sheet {
  const corners = [0, 1, 2, 3].map((i) => [i % 2, Math.floor(i / 2)] as const);
  return {
    positions: Float32Array.from(corners.flatMap(([u, v]) => [u * width, v * height, 1500])),
    places: Float32Array.from(corners.flat()),
    normals: Float32Array.from(corners.flatMap(() => [0, 0, 1])),
    light: new Float32Array(4).fill(0.04),
    triangles: Uint16Array.of(0, 1, 2, 1, 3, 2),
  };
}
