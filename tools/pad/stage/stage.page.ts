import type { FaceEngine, LivenessAction, LivenessChecks, LivenessVerdict } from '../../../src';
import type { ModelManifest } from '../../../src/protocol';
import type { Species } from '../species';
import { Film } from './films';
import { type Portrait, portraitOf } from './props';
import { Seat } from './seat';
import { type Trace, traceOf } from './trace';

/** A film that the engine is to judge. Photos are numbers of files that `take` took. */
export interface Play {
  readonly species: Species;
  readonly checks: LivenessChecks;
  readonly own: number;
  /** Somebody else, where two people take part. */
  readonly other: number;
  readonly seed: number;
  /** What is never asked for. */
  readonly without?: readonly LivenessAction[];
}

export interface Played {
  readonly verdict: Omit<LivenessVerdict, 'capture'>;
  /** By the film's clock: from the first frame to the last. */
  readonly filmMs: number;
  readonly frames: number;
  readonly wallMs: number;
}

declare global {
  /** In pages that `openStage` opened. */
  var stage: {
    /** Takes the files of `#files` instead of those before. False for a photo that no head can be made of. */
    readonly take: () => Promise<boolean[]>;
    readonly play: (play: Play) => Promise<Played>;
    /** A film of everything that can be asked for, as the mesh sees it. */
    readonly trace: (play: Play) => Promise<Trace>;
    /** Sits before the page's camera from now on, in real time. Returns the engine whose prompts are heard. */
    readonly sit: (play: Play) => Promise<FaceEngine>;
  };
  /** In pages that `openStage` opened. */
  var engine: FaceEngine;
}

let portraits: readonly (Portrait | undefined)[] = [];

async function canonicalHead(): Promise<Float32Array> {
  const { mesh } = (await (await fetch('/mien/manifest.json')).json()) as ModelManifest;
  if (!mesh) throw new Error('there is no face mesh: run `npm run mien -- setup`');
  return new Float32Array(await (await fetch(`/mien/${mesh.canonical.path}`)).arrayBuffer());
}
const canonical = canonicalHead();

async function filmOf({ species, checks, own, other, seed }: Play): Promise<Film> {
  const [portrait, second] = [portraits[own], portraits[other]];
  if (!portrait || !second) throw new Error('no head was made of that photo');
  return new Film(species, { portrait, other: second, canonical: await canonical, checks }, seed);
}

/** Beyond a photo's edges a frame shows it mirrored, and who is in it a second time, perhaps. */
async function isAlone(portrait: Portrait): Promise<boolean> {
  const cast = { portrait, other: portrait, canonical: await canonical, checks: 'actions' } as const;
  for await (const { image } of new Film('still', cast, 1).frames()) {
    const { detail } = await engine.detect(image, { quick: true, detail: true });
    return detail.faces.length === 1;
  }
  return false;
}

globalThis.stage = {
  take: async () => {
    const taken: (Portrait | undefined)[] = [];
    for (const file of document.querySelector('input')?.files ?? []) {
      const portrait = await portraitOf(engine, file);
      taken.push(portrait && (await isAlone(portrait)) ? portrait : undefined);
    }
    portraits = taken;
    return taken.map((portrait) => portrait !== undefined);
  },
  play: async (play) => {
    const started = performance.now();
    const film = await filmOf(play);
    let frames = 0;
    const { capture: _, ...verdict } = await engine.checkLiveness({
      checks: play.checks,
      without: play.without ?? [],
      frames: film.frames(),
      onPrompt: (prompt) => film.prompt(prompt),
      onLook: () => {
        frames++;
      },
    });
    return { verdict, filmMs: film.timeMs, frames, wallMs: performance.now() - started };
  },
  trace: async (play) => {
    const trace = await traceOf(engine, await filmOf(play), play.checks === 'flash' ? 'flash' : 'action');
    return trace;
  },
  sit: async (play) => new Seat(await filmOf(play), engine).engine,
};
