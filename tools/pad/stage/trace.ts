import type { FaceEngine, LivenessPrompt, Pose } from '../../../src';
import type { Film } from './films';

/** One frame of a film, and what the mesh says of it; null where no face was found. */
interface Moment {
  readonly timeMs: number;
  /** What was asked for. */
  readonly asked: string;
  readonly seen: { readonly pose: Pose; readonly eyes: number; readonly mouth: number } | null;
}

export interface Trace {
  readonly moments: readonly Moment[];
  /** Base64 of a PNG with some of the frames. */
  readonly strip: string;
}

const EACH_MS = { action: 2600, flash: 420 } as const;
const skip = () => {};

const ACTIONS = ['blink', 'turn_left', 'turn_right', 'nod', 'open_mouth'] as const;
const COLOURS = ['white', 'red', 'green', 'blue', 'black', 'white'] as const;

const ASKED: Readonly<Record<'action' | 'flash', readonly LivenessPrompt[]>> = {
  action: ACTIONS.map((action, i) => ({ kind: 'action', action, left: ACTIONS.length - i, skip })),
  flash: COLOURS.map((colour, i) => ({ kind: 'flash', colour, left: COLOURS.length - i })),
};

/** Asks for everything in a fixed order, without a verdict. */
export async function traceOf(engine: FaceEngine, film: Film, kind: 'action' | 'flash'): Promise<Trace> {
  const prompts: readonly LivenessPrompt[] = [{ kind: 'look' }, ...ASKED[kind]];
  const moments: Moment[] = [];
  const strip = new Strip(kind === 'flash' ? 2 : 4);
  let current = -1;
  for await (const { image, timeMs } of film.frames()) {
    const due = Math.floor(timeMs / EACH_MS[kind]);
    if (due >= prompts.length) break;
    if (due > current) {
      current = due;
      film.prompt(prompts[due]);
    }
    if (!(image instanceof Blob)) throw new Error('a film’s frames are files');
    const moment = { timeMs, asked: nameOf(prompts[current]), seen: await seenIn(engine, image) };
    moments.push(moment);
    await strip.add(image, moment);
  }
  return { moments, strip: await strip.base64() };
}

function nameOf(prompt: LivenessPrompt): string {
  if (prompt.kind === 'action') return prompt.action;
  return prompt.kind === 'flash' ? prompt.colour : prompt.kind;
}

async function seenIn(engine: FaceEngine, image: Blob): Promise<Moment['seen']> {
  try {
    const { detail } = await engine.detect(image, { mode: 1, quick: true, detail: true, mesh: true });
    const mesh = detail.faces[0]?.mesh;
    return mesh ? { pose: mesh.pose, eyes: (mesh.eyes.left + mesh.eyes.right) / 2, mouth: mesh.mouth } : null;
  } catch (error) {
    if (!mien.isPictureFault(error)) throw error;
    return null;
  }
}

const COLUMNS = 8;
const ROWS = 8;
const CELL = { width: 240, height: 180 } as const;

/** Frames side by side, with what was seen in them. */
class Strip {
  readonly #canvas = new OffscreenCanvas(COLUMNS * CELL.width, ROWS * CELL.height);
  readonly #each: number;
  #count = 0;

  /** @param each every how many frames one is kept */
  constructor(each: number) {
    this.#each = each;
  }

  async add(frame: Blob, { timeMs, asked, seen }: Moment): Promise<void> {
    const context = this.#canvas.getContext('2d');
    if (!context) throw new Error('no 2d canvas');
    const at = this.#count++ / this.#each;
    if (!Number.isInteger(at)) return;
    const bitmap = await createImageBitmap(frame);
    const [x, y] = [CELL.width * (at % COLUMNS), CELL.height * Math.floor(at / COLUMNS)];
    context.drawImage(bitmap, x, y, CELL.width, CELL.height);
    bitmap.close();
    context.font = '12px monospace';
    context.fillStyle = '#ff0';
    const numbers = seen
      ? `y${seen.pose.yaw.toFixed(0)} p${seen.pose.pitch.toFixed(0)} e${seen.eyes.toFixed(2)} m${seen.mouth.toFixed(2)}`
      : 'no face';
    context.fillText(`${(timeMs / 1000).toFixed(1)} ${asked}`, x + 4, y + 14);
    context.fillText(numbers, x + 4, y + CELL.height - 6);
  }

  async base64(): Promise<string> {
    const blob = await this.#canvas.convertToBlob({ type: 'image/png' });
    let text = '';
    for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte);
    return btoa(text);
  }
}
