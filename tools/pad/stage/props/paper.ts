import type { Chance } from '../acting';
import { EYE_OUTLINES } from '../head';
import type { Portrait } from './portrait';

/** A portrait on paper: paler than it was, with a white edge, and with holes where the eyes are if they are cut out. */
export function paperOf({ canvas, mesh }: Portrait, cutEyes: boolean): OffscreenCanvas {
  const edge = Math.round(0.03 * canvas.width);
  const paper = new OffscreenCanvas(canvas.width + 2 * edge, canvas.height + 2 * edge);
  const context = contextOf(paper);
  context.fillStyle = '#e8e6e0';
  context.fillRect(0, 0, paper.width, paper.height);
  context.filter = 'contrast(0.9) saturate(0.85)';
  context.drawImage(canvas, edge, edge);
  context.filter = 'none';
  if (!cutEyes) return paper;
  context.globalCompositeOperation = 'destination-out';
  for (const outline of EYE_OUTLINES) {
    context.beginPath();
    for (const i of outline) context.lineTo(edge + mesh.points[3 * i], edge + mesh.points[3 * i + 1]);
    context.closePath();
    context.fill();
    // Scissors do not follow the lashes.
    context.lineWidth = 0.012 * canvas.width;
    context.stroke();
  }
  return paper;
}

/** A wall with things before it, out of focus. */
export function wallOf(chance: Chance, width: number, height: number): OffscreenCanvas {
  const wall = new OffscreenCanvas(width, height);
  const context = contextOf(wall);
  const colour = () => `hsl(${chance.between(0, 360)} ${chance.between(5, 35)}% ${chance.between(25, 75)}%)`;
  context.fillStyle = colour();
  context.fillRect(0, 0, width, height);
  context.filter = 'blur(18px)';
  for (let i = 0; i < 8; i++) {
    context.fillStyle = colour();
    context.fillRect(
      chance.between(-0.2, 0.9) * width,
      chance.between(-0.2, 0.9) * height,
      chance.between(0.1, 0.5) * width,
      chance.between(0.1, 0.5) * height,
    );
  }
  return wall;
}

/** The case of a tablet. */
export function caseOf(): OffscreenCanvas {
  const frame = new OffscreenCanvas(16, 16);
  const context = contextOf(frame);
  context.fillStyle = '#151517';
  context.fillRect(0, 0, 16, 16);
  return frame;
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2d canvas');
  return context;
}
