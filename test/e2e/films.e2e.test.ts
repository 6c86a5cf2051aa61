import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EnginePage } from '../../tools/browser';
import { buildStage, openStage, type Species } from '../../tools/pad';
import { packagePhoto } from '../support/data';

let tab: EnginePage;

beforeAll(async () => {
  await buildStage();
  tab = await openStage();
  await tab.page.setInputFiles('#files', packagePhoto(6));
  expect(await tab.page.evaluate(() => stage.take())).toEqual([true]);
});
afterAll(() => tab[Symbol.asyncDispose]());

const filmed = (species: Species) => ({
  species,
  checks: 'actions' as const,
  // Of closed eyes the mesh says little, and one blink in some is missed (docs/measured/liveness.md).
  without: ['blink' as const],
  own: 0,
  other: 0,
  seed: 3,
});

it('shows a head that does what is asked for, as the mesh sees it', async () => {
  const { moments } = await tab.page.evaluate((play) => stage.trace(play), filmed('genuine'));
  const of = (asked: string) =>
    moments.filter((each) => each.asked === asked).flatMap(({ seen }) => seen ?? []);
  const calm = of('look');
  const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];
  const yaw = middle(calm.map(({ pose }) => pose.yaw));
  const pitch = middle(calm.map(({ pose }) => pose.pitch));
  const eyes = middle(calm.map((each) => each.eyes));
  const mouth = middle(calm.map((each) => each.mouth));
  expect(Math.max(...of('turn_left').map(({ pose }) => pose.yaw)) - yaw).toBeGreaterThan(15);
  expect(Math.min(...of('turn_right').map(({ pose }) => pose.yaw)) - yaw).toBeLessThan(-15);
  expect(Math.min(...of('nod').map(({ pose }) => pose.pitch)) - pitch).toBeLessThan(-10);
  expect(Math.min(...of('blink').map((each) => each.eyes)) / eyes).toBeLessThan(0.85);
  expect(Math.max(...of('open_mouth').map((each) => each.mouth)) - mouth).toBeGreaterThan(0.2);
});

it('takes the living person of a film for one, and neither a print nor a still photo', async () => {
  const play = (species: Species, seed: number) =>
    tab.page.evaluate((play) => stage.play(play), { ...filmed(species), seed });
  // What is asked for is drawn anew each time, and now and then the mesh misses it, as a person's who then tries again.
  const tried = [];
  for (let seed = 3; seed < 6 && tried.at(-1)?.verdict.live !== true; seed++)
    tried.push(await play('genuine', seed));
  expect(tried.map(({ verdict }) => verdict)).toContainEqual(expect.objectContaining({ live: true }));
  for (const species of ['print', 'still'] as const)
    expect((await play(species, 3)).verdict.live).not.toBe(true);
});

it('lets the element take who sits before the camera, and the engine match only that session', async () => {
  const { text, live, matched, another } = await tab.page.evaluate(async (play) => {
    const element = document.createElement('mien-capture');
    element.setAttribute('liveness', 'actions');
    element.setAttribute('without', 'blink');
    element.engine = await stage.sit(play);
    document.body.append(element);
    element.addEventListener('liveness', ({ detail: { verdict } }) => {
      const again = () => [...(element.shadowRoot?.querySelectorAll('button') ?? [])];
      if (verdict.live !== true)
        setTimeout(
          () =>
            again()
              .find(({ textContent }) => textContent === 'Try again')
              ?.click(),
          500,
        );
    });
    const started = element.start();
    const { liveness, frames } = await started;
    if (!liveness?.capture) throw new Error('no session');
    await engine.newperson(
      { person_id: 'seated', group_ids: ['films'], image: liveness.capture },
      { liveness: 'require' },
    );
    const again = await engine
      .verify('seated', liveness.capture, { liveness: 'require' })
      .catch((error) => error);
    const photo = await engine.verify('seated', frames[0].image, {});
    return {
      text: element.shadowRoot?.textContent,
      live: liveness.live,
      matched: photo.ismatch,
      another: again.code,
    };
  }, filmed('genuine'));
  expect({ live, matched, another }, text ?? '').toEqual({ live: true, matched: true, another: -1103 });
});
