import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { limit } from '../../tools/host';
import { type Answer, type Api, openApi } from './api';
import { BAD_PICTURES, bytesAs, newAppid } from './fields';
import { type Call, type Picture, ReferenceModel } from './model';

/** A failure prints the seed with the shrunk calls; set it here to see that failure again. */
const SEED = Number(process.env.MIEN_SEED ?? 20_261_123);
/** Set it to 2000 or more for a long look: `MIEN_CALLS=2000 npm test -- --project e2e test/conformance/random.e2e.test.ts`. */
const CALLS = Number(process.env.MIEN_CALLS ?? 600);
/** Once in so many calls the page is loaded again. */
const RELOAD_EVERY = 150;

let api: Api;

beforeAll(async () => {
  api = await openApi('handler');
});
afterAll(() => api?.[Symbol.asyncDispose]());

const person_id = fc.constantFrom('ann', 'bob', 'eve', 'kim', 'lee', 'max', 'tom');
const group_id = fc.constantFrom('attic', 'day', 'night', 'staff');
const group_ids = fc.array(group_id, { minLength: 1, maxLength: 3 });
const picture = fc.constantFrom<Picture>(1, 2, 3, 4, 5, 6, -1101, -1400);
const text = fc.constantFrom('', 'a b', '门 3', '"x"\n');
const place = fc.nat({ max: 3 });
const of = <A extends Call['action']>(action: A) => fc.constant(action);

/** Creating outweighs deleting, so that there is something to work on. */
const call: fc.Arbitrary<Call> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      action: of('newperson'),
      person_id,
      group_ids,
      pictures: fc.oneof(picture, fc.array(picture, { minLength: 1, maxLength: 3 })),
      person_name: text,
      tag: text,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      action: of('addface'),
      person_id,
      pictures: fc.array(picture, { minLength: 1, maxLength: 3 }),
      tag: text,
    }),
  },
  { weight: 3, arbitrary: fc.record({ action: of('addgroupids'), person_id, group_ids }) },
  { weight: 2, arbitrary: fc.record({ action: of('delgroupids'), person_id, group_ids }) },
  {
    weight: 2,
    arbitrary: fc.record({
      action: of('delface'),
      person_id,
      faces: fc.array(place, { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ action: of('delperson'), person_id }) },
  {
    weight: 2,
    arbitrary: fc.record({
      action: of('setinfo'),
      person_id,
      person_name: fc.option(text),
      tag: fc.option(text),
    }),
  },
  { weight: 2, arbitrary: fc.record({ action: of('getinfo'), person_id }) },
  { weight: 2, arbitrary: fc.record({ action: of('getfaceids'), person_id }) },
  { weight: 2, arbitrary: fc.record({ action: of('getfaceinfo'), person_id, face: place }) },
  { weight: 2, arbitrary: fc.record({ action: of('getgroupids') }) },
  { weight: 2, arbitrary: fc.record({ action: of('getpersonids'), group_id }) },
  { weight: 2, arbitrary: fc.record({ action: of('verify'), person_id, picture }) },
  { weight: 2, arbitrary: fc.record({ action: of('identify'), group_ids, picture }) },
);

it(`${CALLS} random calls leave the state that the spec in memory has, across reloads`, {
  timeout: limit(1_200_000),
}, async () => {
  const [calls] = fc.sample(fc.array(call, { minLength: CALLS, maxLength: CALLS }), {
    numRuns: 1,
    seed: SEED,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: CALLS }), play),
    // The one sequence, and smaller ones of it should it fail.
    {
      examples: [[calls]],
      numRuns: 1,
      seed: SEED,
      interruptAfterTimeLimit: 900_000,
      markInterruptAsFailure: true,
    },
  );
});

async function play(calls: readonly Call[]): Promise<void> {
  const appid = newAppid();
  const model = new ReferenceModel();
  for (const [i, each] of calls.entries()) {
    if (i % RELOAD_EVERY === RELOAD_EVERY - 1) await api.reopen();
    await step(appid, model, each);
  }
  await api.reopen();
  await expectEqualState(appid, model);
}

async function step(appid: string, model: ReferenceModel, each: Call): Promise<void> {
  const { action, ...fields } = onTheWire(each, model);
  const answer = await api.call(action, { appid, ...fields });
  const made: string[] = answer.data.face_ids ?? [answer.data.face_id];
  const { code, data = {} } = model.answer(each, made);
  const about = `${JSON.stringify(each)} → ${JSON.stringify(answer)}`;
  expect(answer.code, about).toBe(code);
  if (each.action === 'identify' && code === 0) expectCandidates(answer, data, about);
  else expect(answer.data, about).toMatchObject(data);
}

function expectCandidates(
  { data: { candidates } }: Answer,
  expected: Readonly<Record<string, unknown>>,
  about: string,
) {
  const known = expected.known as string[];
  const ids: string[] = candidates.map((candidate: { person_id: string }) => candidate.person_id);
  expect(ids.length, about).toBe(expected.candidates);
  expect(new Set(ids).size, about).toBe(ids.length);
  const first = ids.slice(0, known.length).sort();
  expect(known, about).toEqual(expect.arrayContaining(first));
  const confidences: number[] = candidates.map((candidate: { confidence: number }) => candidate.confidence);
  expect(confidences, about).toEqual([...confidences].sort((a, b) => b - a));
}

async function expectEqualState(appid: string, model: ReferenceModel): Promise<void> {
  const groups = model.groups();
  expect((await api.call('getgroupids', { appid })).data).toEqual({ group_ids: groups });
  for (const group_id of groups) {
    const { data } = await api.call('getpersonids', { appid, group_id });
    expect(data).toEqual({ person_ids: model.members([group_id]) });
  }
  for (const [person_id, { person_name, tag, group_ids, faces }] of model.persons) {
    const { data } = await api.call('getinfo', { appid, person_id });
    const face_ids = faces.map(({ id }) => id);
    expect(data).toMatchObject({ person_id, person_name, tag, group_ids, face_ids });
    for (const face_id of face_ids) expect((await api.call('getfaceinfo', { appid, face_id })).code).toBe(0);
  }
}

/** The call as its endpoint spells it. */
function onTheWire(each: Call, model: ReferenceModel) {
  switch (each.action) {
    case 'newperson': {
      const { pictures, ...rest } = each;
      return Array.isArray(pictures)
        ? { ...rest, urls: pictures.map(urlOf) }
        : { ...rest, url: urlOf(pictures) };
    }
    case 'verify':
    case 'identify': {
      const { picture, ...rest } = each;
      return { ...rest, url: urlOf(picture) };
    }
    case 'addface': {
      const { pictures, ...rest } = each;
      return { ...rest, urls: pictures.map(urlOf) };
    }
    case 'delface': {
      const { faces, ...rest } = each;
      return { ...rest, face_ids: faces.map((at) => model.faceId(each.person_id, at)) };
    }
    case 'getfaceinfo':
      return { action: each.action, face_id: model.faceId(each.person_id, each.face) };
    default:
      return each;
  }
}

function urlOf(picture: Picture): string {
  if (picture > 0) return `/photos/sample${picture}.jpg`;
  const bytes = BAD_PICTURES.find(([, , code]) => code === picture)?.[1] ?? new Uint8Array();
  return String(bytesAs('JSON', bytes).url);
}
