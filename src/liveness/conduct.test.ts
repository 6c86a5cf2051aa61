import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LivenessFrame, LivenessPrompt, LivenessSession } from '../api';
import { CODES, type Extraction, FaceError, type WatchedFrame } from '../protocol';
import { conduct, type Eyes } from '.';
import { flatPhoto, type Shown, seenFace } from './testing';

beforeAll(() => void vi.stubGlobal('ImageBitmap', class {}));
afterAll(() => void vi.unstubAllGlobals());

const EVERY_MS = 80;
const ANN = Float32Array.of(1, 0);
const BOB = Float32Array.of(0, 1);

/** What somebody shows so many ms after a prompt. */
type Behaviour = (prompt: LivenessPrompt, sinceMs: number, timeMs: number) => Shown | null;

/** Does what is asked for after half a second, within another second. */
const cooperative: Behaviour = (prompt, sinceMs) => {
  if (prompt.kind !== 'action' || sinceMs < 500) return {};
  const done = Math.min(1, (sinceMs - 500) / 300);
  switch (prompt.action) {
    case 'blink':
      return { open: sinceMs < 700 ? 0.3 : 1 };
    case 'turn_left':
      return { yaw: 28 * done };
    case 'turn_right':
      return { yaw: -28 * done };
    case 'nod':
      return { pitch: -18 * done };
    case 'open_mouth':
      return { mouth: 0.5 * done };
  }
};

interface World {
  readonly behaviour?: Behaviour;
  readonly eyes?: Partial<Eyes>;
  readonly session?: Partial<LivenessSession>;
  readonly everyMs?: number;
  readonly frames?: number;
}

/** Conducts a session in front of somebody, on a clock of its own. */
async function filmed({
  behaviour = cooperative,
  eyes = {},
  session = {},
  everyMs = EVERY_MS,
  frames = 600,
}: World) {
  const prompts: LivenessPrompt[] = [];
  let timeMs = 0;
  let askedMs = 0;
  let returned = false;
  async function* film(): AsyncGenerator<LivenessFrame> {
    try {
      for (let i = 0; i < frames; i++) {
        timeMs += everyMs + (i % 3);
        yield { image: new Blob([String(i)]), timeMs };
      }
    } finally {
      returned = true;
    }
  }
  const see = (template: boolean): WatchedFrame => {
    const prompt = prompts.at(-1) ?? { kind: 'look' };
    const shown = behaviour(prompt, timeMs - askedMs, timeMs);
    if (shown === null) throw new FaceError(CODES.NO_FACE, 'nobody');
    const { template: whose = ANN, ...rest } = shown;
    return seenFace({ ...rest, ...(template && { template: whose }) });
  };
  const world: Eyes = {
    take: async (image) => image as Blob,
    watch: async (_, template) => see(template),
    extract: async () => ({ template: ANN }) as unknown as Extraction,
    judge: async () => {
      throw new FaceError(CODES.UNSUPPORTED_ENDPOINT, 'not installed');
    },
    confidence: async ([a, b]) => 100 * a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0),
    orGivenUp: (promise) => promise,
    ...eyes,
  };
  const { verdict, image } = await conduct(
    {
      frames: film(),
      onPrompt: (prompt) => {
        prompts.push(prompt);
        askedMs = timeMs;
      },
      ...session,
    },
    world,
  );
  return { verdict, image, prompts, timeMs, returned };
}

describe('a session with actions', () => {
  it('passes a cooperative person within eight seconds, and gives the best frame', async () => {
    for (let i = 0; i < 50; i++) {
      const { verdict, image, prompts, timeMs, returned } = await filmed({});
      expect(verdict).toMatchObject({ live: true, reasons: [], score: 1 });
      expect(image).toBeInstanceOf(Blob);
      expect(timeMs).toBeLessThanOrEqual(8000);
      const asked = prompts.filter((prompt) => prompt.kind === 'action');
      expect(asked.map(({ left }) => left)).toEqual(asked.map((_, k) => asked.length - k));
      expect(verdict.checks.actions?.actions.map(({ action }) => action)).toEqual(
        asked.map(({ action }) => action),
      );
      expect(verdict.checks.actions?.depth).toBeGreaterThan(0.012);
      expect(prompts.at(-1)).toEqual({ kind: 'done' });
      expect(returned).toBe(true);
      // Back to the middle between two.
      prompts.forEach(({ kind }, k) => {
        if (kind === 'action') expect(prompts[k - 1]?.kind).toBe('look');
      });
    }
  });

  it('passes with ten frames a second', async () => {
    for (let i = 0; i < 20; i++)
      expect((await filmed({ everyMs: 100 })).verdict).toMatchObject({ live: true });
  });

  it('is open where somebody does nothing, and no frame is kept', async () => {
    const { verdict, image } = await filmed({ behaviour: () => ({}) });
    expect(verdict).toMatchObject({ live: 'inconclusive', reasons: ['too_late'] });
    expect(verdict.checks.actions).toMatchObject({ passed: false });
    expect(image).toBeNull();
  });

  it.each<[string, Behaviour, string]>([
    ['nobody is there', () => null, 'no_face'],
    ['two are there', () => ({ others: [130] }), 'several_faces'],
    ['the picture is bad', () => ({ blur: 0.4 }), 'poor_frames'],
    ['the face never comes to rest', () => ({ yaw: 30 }), 'too_late'],
  ])('is open where %s', async (_, behaviour, reason) => {
    const { verdict, prompts } = await filmed({ behaviour });
    expect(verdict).toMatchObject({ live: 'inconclusive', reasons: [reason] });
    // Nobody is asked for anything before.
    expect(prompts.map(({ kind }) => kind)).toEqual(['look', 'done']);
  });

  it('is open where the frames end', async () => {
    expect((await filmed({ frames: 9 })).verdict).toMatchObject({
      live: 'inconclusive',
      reasons: ['too_few_frames'],
    });
    expect((await filmed({ frames: 0 })).verdict).toMatchObject({ live: 'inconclusive' });
  });

  it('refuses who clearly does something else, as a recording does', async () => {
    const other: Behaviour = (prompt, sinceMs, timeMs) =>
      prompt.kind === 'action'
        ? cooperative({ ...prompt, action: prompt.action === 'nod' ? 'turn_left' : 'nod' }, sinceMs, timeMs)
        : {};
    for (let i = 0; i < 10; i++)
      expect((await filmed({ behaviour: other })).verdict).toMatchObject({
        live: false,
        reasons: ['wrong_action'],
      });
  });

  it('refuses a photo that is turned and seems to be a head', async () => {
    const photo: Behaviour = (...asked) => {
      const shown = cooperative(...asked);
      return shown && { ...shown, points: flatPhoto(shown.yaw ?? 0) };
    };
    for (let i = 0; i < 10; i++) {
      const { verdict } = await filmed({ behaviour: photo });
      expect(verdict).toMatchObject({ live: false, reasons: ['flat'] });
      expect(verdict.checks.actions?.depth ?? 0).toBeLessThan(0.012);
    }
  });

  it('refuses another person’s face at any time', async () => {
    for (const fromMs of [900, 1500, 2000, 2500, 3000]) {
      const swapped: Behaviour = (prompt, sinceMs, timeMs) => ({
        ...cooperative(prompt, sinceMs, timeMs),
        template: timeMs < fromMs ? ANN : BOB,
      });
      const { verdict } = await filmed({ behaviour: swapped });
      expect(verdict, String(fromMs)).toMatchObject({ live: false });
      expect(verdict.reasons).toContain('another_person');
    }
  });

  it('refuses where the frame that would be matched is of another person', async () => {
    const eyes = { extract: async () => ({ template: BOB }) as unknown as Extraction };
    expect((await filmed({ eyes })).verdict).toMatchObject({ live: false, reasons: ['another_person'] });
  });

  it('asks who it is at once where the face jumps', async () => {
    let templates = 0;
    const jumping: Behaviour = (prompt, sinceMs) => {
      if (prompt.kind !== 'action') return {};
      // Between two templates that are taken anyway.
      return sinceMs > 60 && sinceMs < 240 ? { x: 20, template: BOB } : {};
    };
    const { verdict } = await filmed({
      behaviour: (...asked) => {
        const shown = jumping(...asked);
        if (shown?.template) templates += 1;
        return shown;
      },
    });
    expect(templates).toBeGreaterThan(0);
    expect(verdict).toMatchObject({ live: false, reasons: ['another_person', 'too_late'] });
  });

  it('refuses frames that come again', async () => {
    const { verdict, timeMs } = await filmed({ behaviour: () => ({ fingerprint: 5 }) });
    expect(verdict).toMatchObject({ live: false, reasons: ['frames_repeated'] });
    expect(timeMs).toBeLessThan(2000);
  });

  it('takes another action for one that is skipped, and never the same again', async () => {
    const skipper: Behaviour = (prompt, sinceMs, timeMs) => {
      if (prompt.kind === 'action' && prompt.action === 'blink') {
        prompt.skip();
        return {};
      }
      return cooperative(prompt, sinceMs, timeMs);
    };
    let skipped = 0;
    for (let i = 0; i < 30; i++) {
      const { verdict } = await filmed({ behaviour: skipper });
      expect(verdict).toMatchObject({ live: true });
      const actions = verdict.checks.actions?.actions ?? [];
      expect(new Set(actions.map(({ action }) => action)).size).toBe(actions.length);
      skipped += actions.filter((each) => each.skipped).length;
    }
    expect(skipped).toBeGreaterThan(5);
  });

  it('asks once for another action instead of one that is not seen in time', async () => {
    const missing = (times: number): Behaviour => {
      const missed = new Set<LivenessPrompt>();
      return (prompt, sinceMs, timeMs) => {
        if (prompt.kind !== 'action') return {};
        if (missed.size < times) missed.add(prompt);
        return missed.has(prompt) ? {} : cooperative(prompt, sinceMs, timeMs);
      };
    };
    for (let i = 0; i < 20; i++) {
      const { verdict } = await filmed({ behaviour: missing(1) });
      expect(verdict).toMatchObject({ live: true });
      const actions = verdict.checks.actions?.actions ?? [];
      expect(actions[0]).toMatchObject({ skipped: true, seenMs: null });
      expect(actions.slice(1).every(({ skipped }) => !skipped)).toBe(true);
      expect((await filmed({ behaviour: missing(2) })).verdict).toMatchObject({
        live: 'inconclusive',
        reasons: ['too_late'],
      });
    }
  });

  it('does not let every movement of the head be skipped', async () => {
    const skipper: Behaviour = (prompt, sinceMs, timeMs) => {
      if (prompt.kind === 'action' && ['turn_left', 'turn_right', 'nod'].includes(prompt.action)) {
        prompt.skip();
        return {};
      }
      return cooperative(prompt, sinceMs, timeMs);
    };
    for (let i = 0; i < 10; i++)
      expect((await filmed({ behaviour: skipper })).verdict).toMatchObject({
        live: 'inconclusive',
        reasons: ['too_late'],
      });
  });

  it('says that nothing can be asked for where the caller leaves everything out', async () => {
    const without = ['blink', 'turn_left', 'turn_right', 'nod', 'open_mouth'] as const;
    await expect(filmed({ session: { without } })).rejects.toMatchObject({
      code: CODES.PARAMETER_INVALID,
    });
  });

  it('lets go of the frames when the page cannot show a prompt', async () => {
    const onPrompt = () => Promise.reject(new Error('gone'));
    await expect(filmed({ session: { onPrompt } })).rejects.toThrow('gone');
  });
});

describe('the pair', () => {
  it('is heard where it is installed', async () => {
    const judge = async () => ({ score: 0.5, reasons: [] }) as unknown as Awaited<ReturnType<Eyes['judge']>>;
    const { verdict } = await filmed({ eyes: { judge } });
    expect(verdict).toMatchObject({ live: true, checks: { passive: { score: 0.5, frames: 3 } } });
  });

  it('is not heard of frames that say nothing', async () => {
    const judge = async () =>
      ({ score: 0, reasons: ['too_close'] }) as unknown as Awaited<ReturnType<Eyes['judge']>>;
    const { verdict } = await filmed({ eyes: { judge } });
    expect(verdict).toMatchObject({ live: true });
    expect(verdict.checks).not.toHaveProperty('passive');
  });
});

describe('a session with the flash', () => {
  it('shows every colour long enough, and is open where no light changes', async () => {
    const times: number[] = [];
    const { verdict, prompts } = await filmed({
      session: { checks: 'flash' },
      behaviour: (prompt, sinceMs, timeMs) => {
        if (prompt.kind === 'flash') times.push(timeMs - sinceMs);
        return {};
      },
    });
    const changes = [...new Set(times)];
    expect(changes.length).toBeGreaterThanOrEqual(6);
    changes.slice(1).forEach((at, i) => {
      expect(at - (changes[i] ?? 0)).toBeGreaterThanOrEqual(334);
    });
    expect(prompts.filter(({ kind }) => kind === 'flash')).toHaveLength(changes.length);
    expect(verdict).toMatchObject({ live: 'inconclusive', reasons: ['too_bright_surroundings'] });
    expect(verdict.checks).not.toHaveProperty('actions');
  });
});

describe('who is not alone', () => {
  it('refuses another face that takes the light', async () => {
    const behaviour: Behaviour = ({ kind }) => (kind === 'flash' ? { template: BOB } : {});
    const { verdict } = await filmed({ session: { checks: 'flash' }, behaviour });
    expect(verdict).toMatchObject({ live: false, reasons: expect.arrayContaining(['another_person']) });
  });

  it('goes on when somebody passes by', async () => {
    const passing: Behaviour = (prompt, sinceMs, timeMs) => ({
      ...cooperative(prompt, sinceMs, timeMs),
      ...(prompt.kind === 'action' && prompt.left === 2 && sinceMs < 450 && { others: [150] }),
    });
    expect((await filmed({ behaviour: passing })).verdict).toMatchObject({ live: true });
  });

  it('stays open when two are there in turns', async () => {
    for (const checks of ['actions', 'flash'] as const) {
      const behaviour: Behaviour = (prompt, sinceMs, timeMs) => ({
        ...cooperative(prompt, sinceMs, timeMs),
        ...(prompt.kind !== 'look' && sinceMs < 300 && { others: [150] }),
      });
      const { verdict } = await filmed({ session: { checks }, behaviour });
      expect(verdict).toMatchObject({ live: 'inconclusive', reasons: ['several_faces'] });
    }
  });

  it('waits for as long as it takes before anything is asked for', async () => {
    const behaviour: Behaviour = (prompt, sinceMs, timeMs) =>
      timeMs < 3000 ? { others: [150] } : cooperative(prompt, sinceMs, timeMs);
    expect((await filmed({ behaviour })).verdict).toMatchObject({ live: true });
  });
});

describe('a look alone', () => {
  it('is never enough', async () => {
    const judge = async () => ({ score: 1, reasons: [] }) as unknown as Awaited<ReturnType<Eyes['judge']>>;
    const { verdict, image } = await filmed({ session: { checks: 'passive' }, eyes: { judge } });
    expect(verdict).toMatchObject({
      live: 'inconclusive',
      reasons: ['not_asked'],
      score: 1,
      checks: { passive: { score: 1 } },
    });
    expect(image).toBeNull();
  });
});
