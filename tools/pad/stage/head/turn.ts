type Vector = readonly [x: number, y: number, z: number];

/** As the engine's `Pose` defines its angles: by yaw about the vertical axis, then nodded by pitch, then by roll in the picture. Degrees. */
export function turned(
  [x, y, z]: Vector,
  { yaw, pitch, roll }: { readonly yaw: number; readonly pitch: number; readonly roll: number },
): Vector {
  const [right, deep] = turn(x, z, yaw);
  const [depth, down] = turn(deep, y, pitch);
  const [rolledRight, rolledDown] = turn(right, down, roll);
  return [rolledRight, rolledDown, depth];
}

function turn(a: number, b: number, degrees: number): readonly [number, number] {
  const angle = (degrees * Math.PI) / 180;
  return [a * Math.cos(angle) - b * Math.sin(angle), a * Math.sin(angle) + b * Math.cos(angle)];
}
