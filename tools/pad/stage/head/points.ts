/** Points of the face mesh, in MediaPipe's order (canonical_face_model). Right is the subject's. */

/** The outline, clockwise in the picture from the forehead. */
export const OVAL: readonly number[] = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
  150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
];

/** An eye: each point of the upper lid's edge lies opposite that of the lower one. From one corner to the other. */
interface Eye {
  readonly corners: readonly [number, number];
  readonly upper: readonly number[];
  readonly lower: readonly number[];
  /** Where the upper lid comes from. */
  readonly fold: readonly number[];
}

export const EYES: readonly Eye[] = [
  {
    corners: [33, 133],
    upper: [246, 161, 160, 159, 158, 157, 173],
    lower: [7, 163, 144, 145, 153, 154, 155],
    fold: [247, 30, 29, 27, 28, 56, 190],
  },
  {
    corners: [263, 362],
    upper: [466, 388, 387, 386, 385, 384, 398],
    lower: [249, 390, 373, 374, 380, 381, 382],
    fold: [467, 260, 259, 257, 258, 286, 414],
  },
];

/** Where skin is bare: cheeks and forehead, and the folds of the lids. */
export const SKIN = { bare: [50, 280, 151, 205, 425], folds: [27, 28, 257, 258, 23, 253] } as const;

/** The outlines of both openings between the lids, for who cuts them out. */
export const EYE_OUTLINES: readonly (readonly number[])[] = [
  [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7],
  [263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249],
];

/** Rows of the lips without their corners, from the inner edge outwards, and the corners' points, the inner edge's first. */
export const LIPS = {
  upper: [
    [191, 80, 81, 82, 13, 312, 311, 310, 415],
    [183, 42, 41, 38, 12, 268, 271, 272, 407],
    [184, 74, 73, 72, 11, 302, 303, 304, 408],
    [185, 40, 39, 37, 0, 267, 269, 270, 409],
  ],
  lower: [
    [95, 88, 178, 87, 14, 317, 402, 318, 324],
    [96, 89, 179, 86, 15, 316, 403, 319, 325],
    [77, 90, 180, 85, 16, 315, 404, 320, 307],
    [146, 91, 181, 84, 17, 314, 405, 321, 375],
  ],
  corners: [78, 308, 62, 292, 76, 306, 61, 291],
} as const;

export const CHIN = 152;
export const FOREHEAD = 10;
export const CHEEKS = [234, 454] as const;
