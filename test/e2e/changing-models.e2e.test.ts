import { expect, it } from 'vitest';
import type { FaceEngine, VerifyData } from '../../src';
import { limit } from '../../tools/host';
import { packagePhoto } from '../support/data';
import { docExamples } from '../support/doc-examples';
import { openEngineTab } from '../support/engine-tab';

/** What the guide's examples make. */
interface Guide {
  /** With the new model, and with the one before. */
  readonly engine: FaceEngine;
  readonly before: FaceEngine;
  readonly verify: (person_id: string, photo: Blob) => Promise<VerifyData>;
  readonly facesByModel: (person_id: string) => Promise<{ now: string[]; old: string[] }>;
  readonly notEnrolledAnew: () => Promise<string[]>;
  readonly deleteOld: (person_id: string) => Promise<void>;
}

declare global {
  var guide: Guide;
}

const EXAMPLES = docExamples('docs/guide/changing-models.md').join('\n');

it('the guide changes from one built-in model to the other, and loses nobody', {
  timeout: limit(180_000),
}, async () => {
  await using tab = await openEngineTab({ startEngine: false });
  const { page } = tab;
  await page.setInputFiles('#files', [3, 6, 1, 2].map(packagePhoto));
  await page.evaluate(async (examples) => {
    const made = 'engine, before, verify, facesByModel, notEnrolledAnew, deleteOld';
    const make = new Function('createEngine', `return (async () => {${examples}; return { ${made} }; })()`);
    globalThis.guide = await make(mien.createEngine);
    for (const [i, person_id] of ['ann', 'bob'].entries()) {
      await guide.before.newperson({ person_id, group_ids: ['g'], image: files()[i] });
    }
  }, EXAMPLES);

  const refused = await page.evaluate(async () => {
    const { engine } = guide;
    const kindOf = (call: Promise<unknown>) =>
      call.then(
        () => 'none',
        (error) => `${error.code} ${error.data?.kind}`,
      );
    const [ann] = files();
    return [
      await kindOf(engine.verify('ann', ann)),
      await kindOf(engine.identify({ group_id: 'g', image: ann })),
      ...(await guide.notEnrolledAnew()),
    ];
  });
  expect(refused).toEqual(['-1103 other_model', '-1103 other_model', 'ann', 'bob']);

  // Ann comes by and is enrolled anew; somebody who says to be Bob is not.
  const came = await page.evaluate(async () => {
    const [ann] = files();
    const stranger = await guide.verify('bob', ann);
    const own = await guide.verify('ann', ann);
    const [ofAnn, ofBob] = await Promise.all(['ann', 'bob'].map(guide.facesByModel));
    return { verdicts: [stranger.ismatch, own.ismatch], ofAnn, ofBob, left: await guide.notEnrolledAnew() };
  });
  expect(came.verdicts).toEqual([false, true]);
  expect(came.ofBob.now).toEqual([]);
  expect(came.left).toEqual(['bob']);
  const { now, old } = came.ofAnn;
  expect([now.length, old.length]).toEqual([1, 1]);

  // Each engine compares with its own faces, and finds those who have any.
  const both = await page.evaluate(async () => {
    const [ann, bob] = files();
    const asked = [];
    for (const engine of [guide.engine, guide.before]) {
      const { ismatch, detail } = await engine.verify('ann', ann, { detail: true });
      const { candidates } = await engine.identify({ group_id: 'g', image: bob });
      const found = candidates.map(({ person_id }) => person_id).sort();
      asked.push({ ismatch, compared: detail.compared, face_id: detail.face_id, found });
    }
    return asked;
  });
  expect(both).toEqual([
    { ismatch: true, compared: 1, face_id: now[0], found: ['ann'] },
    { ismatch: true, compared: 1, face_id: old[0], found: ['ann', 'bob'] },
  ]);

  const changed = await page.evaluate(async () => {
    const { engine, before } = guide;
    const [ann, , ...more] = files();
    await guide.deleteOld('ann');
    const kept = await guide.facesByModel('ann');
    await engine.addface({ person_id: 'ann', images: more });
    await guide.deleteOld('ann');
    const { ismatch, detail } = await engine.verify('ann', ann, { detail: true });
    const faces = await guide.facesByModel('ann');
    const code = (await failure(before.verify('ann', ann)))?.code;
    await Promise.all([engine.close(), before.close()]);
    return { kept: kept.old.length, ismatch, compared: detail.compared, faces, code };
  });
  expect(changed).toMatchObject({ kept: 1, ismatch: true, compared: 3, faces: { old: [] }, code: -1103 });
});
