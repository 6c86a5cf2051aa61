/** x to the subject's left, y to the chin, z to the back of the head. */
export type Vector = readonly [x: number, y: number, z: number];

export function add(v: Vector, other: Vector, times: number): Vector {
  return [v[0] + times * other[0], v[1] + times * other[1], v[2] + times * other[2]];
}

export function scaled(v: Vector, by: number): Vector {
  return [v[0] * by, v[1] * by, v[2] * by];
}

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
