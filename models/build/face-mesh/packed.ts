/** Where files lie in `face_mesh_solution_packed_assets.data`, which is pinned whole; `…_packed_assets_loader.js` beside it says so. */
const PLACES = {
  network: [2_495_952, 3_737_848],
  geometry: [3_737_848, 3_757_224],
} as const;

/** One of the files that the package keeps in one. */
export function unpack(packed: Uint8Array, file: keyof typeof PLACES): Uint8Array {
  return packed.slice(...PLACES[file]);
}
