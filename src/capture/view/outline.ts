import type { Look } from '../guidance';
import type { Parts } from './shadow';

/** How much higher than the detector's box, which ends above the brows, a head is. */
const HEAD = 1.35;

/** Draws an ellipse around the face that counts, in the frame's pixels, which the picture's own scaling carries along. */
export function drawOutline({ outline, face }: Parts, { frame, faces }: Look): void {
  outline.setAttribute('viewBox', `0 0 ${frame.width} ${frame.height}`);
  face.toggleAttribute('hidden', faces.length === 0);
  if (faces.length === 0) return;
  const { box, landmarks } = faces[0].face;
  const { rightEye, leftEye } = landmarks;
  const roll = (Math.atan2(leftEye.y - rightEye.y, leftEye.x - rightEye.x) * 180) / Math.PI;
  const ry = (box.height * HEAD) / 2;
  const [cx, cy] = [box.x + box.width / 2, box.y + box.height - ry];
  const values = { cx, cy, rx: box.width / 2, ry };
  for (const [name, value] of Object.entries(values)) face.setAttribute(name, value.toFixed(1));
  face.setAttribute('transform', `rotate(${roll.toFixed(1)} ${cx.toFixed(1)} ${cy.toFixed(1)})`);
}
