import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secondScale } from '../match';
import type { AttemptLimit, GalleryModel, NewFace, RemoteGallery, SecondModel } from '../protocol';
import { createGalleryService } from './service';
import { candidatesOf, code, face, MODEL, person } from './testing';

const SECOND_ORIGIN = { model: 'other', modelHash: 'x', alignment: 'b' };
const CURVE = [
  { similarity: 0.3, pooled: 0.35, fmr: 1e-2, interval: [0, 1] },
  { similarity: 0.7, pooled: 0.75, fmr: 1e-4, interval: [0, 1] },
] as const;
const SECOND: SecondModel = {
  origin: SECOND_ORIGIN,
  when: 'auto',
  calibration: { ...MODEL.calibration, weight: 3, between: CURVE, always: CURVE },
};
const BOTH: GalleryModel = { ...MODEL, second: SECOND };

let appid: string;
let gallery: RemoteGallery;
beforeEach(() => {
  appid = `second-${crypto.randomUUID()}`;
});
afterEach(() => gallery.erase(appid));

async function open(model = BOTH, attempts?: AttemptLimit): Promise<void> {
  gallery = createGalleryService();
  await gallery.useModel(model, { attempts });
  await gallery.open(appid);
}

/** A template that has so much of direction 0. */
function near(similarity: number): Float32Array {
  return Float32Array.of(similarity, Math.sqrt(1 - similarity ** 2), 0, 0);
}

/** A face of direction 0 by both networks. */
function twice(): NewFace {
  return { ...face(0), second: { template: near(1), origin: SECOND_ORIGIN } };
}

async function matched(template: Float32Array, second?: Float32Array | string, who = 'ann') {
  const ticket = crypto.randomUUID();
  await gallery.prepareMatch(appid, who, ticket);
  const first = await gallery.match(ticket, template);
  return first === 'ask' && second !== undefined ? gallery.matchSecond(ticket, second) : first;
}

/** Between the limits of the calibration, 0.5 and 0.9. */
const UNSURE = 0.7;

describe('a match', () => {
  it('asks where the first is not sure, and says what both make of it', async () => {
    await open();
    await gallery.newperson(appid, person('ann', 'g'), twice());
    expect(await matched(near(UNSURE))).toBe('ask');
    const scale = secondScale(MODEL.calibration, SECOND.calibration);
    const first = { pooled: UNSURE, best: UNSURE, faces: 1 };
    for (const other of [0.1, 0.5, 0.9]) {
      const confidence = scale.both(first, { pooled: other, faces: 1 }, 'auto');
      expect(await matched(near(UNSURE), near(other))).toMatchObject({
        confidence: expect.closeTo(confidence, 4),
        compared: 1,
        second: { outcome: 'answered', pooled: expect.closeTo(other, 5), compared: 1 },
      });
    }
  });

  it('does not ask where the first is sure', async () => {
    await open();
    await gallery.newperson(appid, person('ann', 'g'), twice());
    for (const similarity of [0.4, 0.95])
      expect(await matched(near(similarity))).toMatchObject({ second: { outcome: 'sure' } });
  });

  it('always asks where that is wanted', async () => {
    await open({ ...MODEL, second: { ...SECOND, when: 'always' } });
    await gallery.newperson(appid, person('ann', 'g'), twice());
    const sure = await matched(near(0.95), near(0.1));
    expect(sure).toMatchObject({ second: { outcome: 'answered' } });
  });

  it('goes on with the first where the second says nothing, has no template, or is not there', async () => {
    await open();
    await gallery.newperson(appid, person('ann', 'g'), twice());
    await gallery.newperson(appid, person('bob', 'g'), face(0));
    const missing = await matched(near(UNSURE), 'offline');
    expect(missing).toMatchObject({ second: { outcome: 'missing', reason: 'offline' } });
    const bob = await matched(near(UNSURE), undefined, 'bob');
    expect(bob).toMatchObject({ second: { outcome: 'no_template' } });
    await gallery.useModel(MODEL);
    const alone = await matched(near(UNSURE));
    expect(alone).toMatchObject({ second: { outcome: 'off' } });
    const confidence = (match: unknown) => (match as { confidence: number }).confidence;
    expect(confidence(missing)).toBe(confidence(alone));
    expect(confidence(bob)).toBe(confidence(alone));
  });

  it('compares second templates of that network and alignment only', async () => {
    await open();
    const foreign = { template: near(1), origin: { ...SECOND_ORIGIN, alignment: 'c' } };
    await gallery.newperson(appid, person('ann', 'g'), { ...face(0), second: foreign });
    expect(await matched(near(UNSURE))).toMatchObject({ second: { outcome: 'no_template' } });
    await gallery.addface(appid, 'ann', twice(), '', 2);
    expect(await matched(near(UNSURE), near(0.9))).toMatchObject({
      compared: 2,
      second: { outcome: 'answered', compared: 1 },
    });
  });

  it('is one attempt, and its ticket is good for one answer', async () => {
    await open(BOTH, { perMinute: 2, lockSeconds: 60 });
    await gallery.newperson(appid, person('ann', 'g'), twice());
    const ticket = crypto.randomUUID();
    await gallery.prepareMatch(appid, 'ann', ticket);
    expect(await gallery.match(ticket, near(UNSURE))).toBe('ask');
    expect(await gallery.matchSecond(ticket, near(0.9))).toMatchObject({ second: { outcome: 'answered' } });
    expect(await gallery.matchSecond(ticket, near(0.9))).toBeNull();
    expect(await gallery.match(ticket, near(UNSURE))).toBeNull();
    expect(await matched(near(UNSURE), near(0.9))).toMatchObject({ compared: 1 });
    expect(await code(matched(near(UNSURE)))).toBe(15);
  });

  it('says nothing more once it was given up, or the gallery locked', async () => {
    await open();
    await gallery.setPassphrase(appid, { next: 'a long enough one' });
    await gallery.newperson(appid, person('ann', 'g'), twice());
    for (const end of [(id: string) => gallery.endMatch(id), () => gallery.lock(appid)]) {
      const ticket = crypto.randomUUID();
      await gallery.prepareMatch(appid, 'ann', ticket);
      expect(await gallery.match(ticket, near(UNSURE))).toBe('ask');
      await end(ticket);
      expect(await gallery.matchSecond(ticket, near(0.9)).catch(() => null)).toBeNull();
    }
  });

  it('is forgotten by a lock: unlocking does not bring it back', async () => {
    await open();
    await gallery.setPassphrase(appid, { next: 'a long enough one' });
    await gallery.newperson(appid, person('ann', 'g'), twice());
    const ticket = crypto.randomUUID();
    await gallery.prepareMatch(appid, 'ann', ticket);
    expect(await gallery.match(ticket, near(UNSURE))).toBe('ask');
    await gallery.lock(appid);
    await gallery.unlock(appid, 'a long enough one');
    expect(await gallery.matchSecond(ticket, near(0.9))).toBeNull();
  });
});

describe('a search', () => {
  it('ranks anew those of whom the first is not sure, as a match would judge them', async () => {
    await open();
    await gallery.newperson(appid, person('ann', 'g'), twice());
    const other = { ...face(0), template: near(0.99), second: { template: near(0), origin: SECOND_ORIGIN } };
    await gallery.newperson(appid, person('bob', 'g'), other);
    const probe = Float32Array.of(0.75, Math.sqrt(1 - 0.75 ** 2), 0, 0);
    const search = gallery.search(appid, { group_id: 'g' }, [probe], 'one');
    const [first] = await candidatesOf(search);
    expect((await search).asks).toEqual([0]);
    expect(first.map(({ personId }) => personId)).toEqual(['bob', 'ann']);
    const judged = await gallery.searchSecond('one', [near(1)]);
    expect(judged?.[0].map(({ personId }) => personId)).toEqual(['ann', 'bob']);
    const match = await matched(probe, near(1));
    expect(judged?.[0][0].confidence).toBe((match as { confidence: number }).confidence);
    expect(await gallery.searchSecond('one', [near(1)])).toBeNull();
  });

  it('does not ask where nobody has a second template, or the first is sure', async () => {
    await open();
    await gallery.newperson(appid, person('bob', 'g'), face(0));
    const asks = async (template: Float32Array) =>
      (await gallery.search(appid, { group_id: 'g' }, [template], 'two')).asks;
    expect(await asks(near(UNSURE))).toEqual([]);
    await gallery.addface(appid, 'bob', twice(), '', 2);
    expect(await asks(near(0.99))).toEqual([]);
  });
});

it('two faces are compared as one with a person who has the other', async () => {
  await open();
  await gallery.newperson(appid, person('ann', 'g'), twice());
  const faces = [near(UNSURE), near(1)] as const;
  expect(await gallery.compare(faces)).toMatchObject({ asks: true });
  const { confidence } = await gallery.compare(faces, [near(0.5), near(1)]);
  const rounded = expect.closeTo(confidence, 4);
  expect(await matched(near(UNSURE), near(0.5))).toMatchObject({ confidence: rounded });
});
