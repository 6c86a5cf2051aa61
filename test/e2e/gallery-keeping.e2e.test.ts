import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnginePage } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';

let tab: EnginePage;

beforeAll(async () => {
  tab = await openEngineTab({ engine: { appid: 'keeping', passphrase: 'first passphrase' } });
  await tab.page.setInputFiles('#files', [1, 2, 3].map(packagePhoto));
  await tab.page.evaluate(async () => {
    const [ann, bob] = files();
    await engine.newperson({ person_id: 'ann', group_ids: ['staff'], image: ann, person_name: 'Ann' });
    await engine.newperson({ person_id: 'bob', group_ids: ['staff'], image: bob });
  });
});

afterAll(() => tab[Symbol.asyncDispose]());

describe('the gallery as a whole', () => {
  it('is described by info: protection, kernel, what a search holds, and whether the browser keeps it', async () => {
    const seen = await tab.page.evaluate(async () => {
      const before = engine.info().gallery;
      const found = await engine.identify({ group_id: 'staff', image: files()[0] });
      return { before, found: found.candidates[0], after: engine.info().gallery };
    });
    expect(seen.before).toMatchObject({
      protection: 'passphrase',
      locked: false,
      kernel: null,
      search: null,
    });
    expect(seen.before?.persisted).toEqual(expect.any(Boolean));
    expect(seen.found).toMatchObject({ person_id: 'ann', confidence: 100 });
    await expect
      .poll(() => tab.page.evaluate(() => engine.info().gallery?.search))
      .toMatchObject({ persons: 2, templates: 2 });
    const kernel = await tab.page.evaluate(() => engine.info().gallery?.kernel);
    expect(kernel?.measured.map(({ kernel }) => kernel)).toContain(kernel?.kernel);
  });

  it('is locked and unlocked; another engine needs the passphrase, and does not keep it', async () => {
    const seen = await tab.page.evaluate(async () => {
      await engine.lock();
      const locked = {
        verify: await engine
          .verify('ann', files()[0])
          .catch((error) => ({ code: error.code, data: error.data })),
        info: engine.info().gallery?.locked,
        wrong: await failure(engine.unlock('second passphrase')),
        start: await failure(start({ appid: 'keeping', passphrase: 'second passphrase' })),
      };
      const other = await start({ appid: 'keeping', passphrase: 'first passphrase' });
      const verdict = await other.verify('ann', files()[0]);
      await other.close();
      await engine.unlock('first passphrase');
      return { locked, other: verdict.ismatch, again: (await engine.verify('ann', files()[0])).ismatch };
    });
    expect(seen.locked).toMatchObject({
      verify: { code: -1200, data: { kind: 'locked', storage: 'locked' } },
      info: true,
      wrong: { code: -1313 },
      start: { code: -1313 },
    });
    expect(seen).toMatchObject({ other: true, again: true });
  });

  it('is exported as a stream, checked, erased, and imported again, with progress', async () => {
    const seen = await tab.page.evaluate(async () => {
      const exported: number[] = [];
      const stream = await engine.exportGallery({
        passphrase: 'of the file',
        onProgress: ({ persons, of, bytes }) => exported.push(persons, of, bytes),
      });
      const file = await new Response(stream).blob();
      const check = await engine.checkGallery();
      const before = await engine.getinfo('ann');
      await engine.erase();
      const empty = await engine.getgroupids();
      const fresh = engine.info().gallery?.protection;
      const imported: (number | null)[] = [];
      const wrong = await failure(
        engine.importGallery({ file, passphrase: 'a wrong guess', mode: 'replace' }),
      );
      const summary = await engine.importGallery({
        file,
        passphrase: 'of the file',
        mode: 'replace',
        onProgress: ({ persons, of, bytes }) => imported.push(persons, of, bytes),
      });
      const after = await engine.getinfo('ann');
      const verdict = await engine.verify('bob', files()[1]);
      const again = await engine.importGallery({
        file: file.stream(),
        passphrase: 'of the file',
        mode: 'merge',
      });
      return {
        exported,
        size: file.size,
        check,
        before,
        empty,
        fresh,
        imported,
        wrong,
        summary,
        after,
        verdict,
        again,
      };
    });
    expect(seen.exported.slice(-3)).toEqual([2, 2, seen.size]);
    expect(seen.check).toEqual({ persons: 2, faces: 2, damaged: [], missing: 0 });
    expect(seen.empty).toEqual({ group_ids: [] });
    expect(seen.fresh).toBe('device');
    expect(seen.wrong).toMatchObject({ code: -1313 });
    expect(seen.summary).toEqual({ persons: 2, faces: 2, merged: 0 });
    expect(seen.imported.at(-1)).toBe(seen.size);
    expect({ ...seen.after, session_id: '' }).toEqual({ ...seen.before, session_id: '' });
    expect(seen.verdict).toMatchObject({ ismatch: true, confidence: 100 });
    expect(seen.again).toEqual({ persons: 0, faces: 0, merged: 0 });
  });

  it('an export that nobody reads on, and an import that is given up, leave nothing behind', async () => {
    const seen = await tab.page.evaluate(async () => {
      const stream = await engine.exportGallery({ passphrase: 'of the file' });
      await stream.cancel();
      const file = await new Response(await engine.exportGallery({ passphrase: 'of the file' })).blob();
      const controller = new AbortController();
      const given = engine.importGallery(
        {
          file,
          passphrase: 'of the file',
          mode: 'replace',
          onProgress: () => controller.abort(new Error('enough')),
        },
        { signal: controller.signal },
      );
      const error = await given.then(
        () => 'none',
        (reason) => String(reason.message),
      );
      const next = await engine.importGallery({ file, passphrase: 'of the file', mode: 'merge' });
      return { error, next, check: await engine.checkGallery() };
    });
    expect(seen).toEqual({
      error: 'enough',
      next: { persons: 0, faces: 0, merged: 0 },
      check: { persons: 2, faces: 2, damaged: [], missing: 0 },
    });
  });

  it('renews templates, with progress: a photo is as like as before, and needs no other field', async () => {
    const seen = await tab.page.evaluate(async () => {
      const told: number[] = [];
      const onProgress = ({ persons, of }: { persons: number; of: number }) => told.push(persons, of);
      const similarity = async () =>
        (await engine.verify('ann', files()[0], { detail: true })).detail.similarity;
      const before = await similarity();
      await engine.renewTemplates({ onProgress });
      await engine.renewTemplates();
      const refused = await failure(engine.renewTemplates({ onProgress: 1 as never }));
      return { told, before, after: await similarity(), refused, check: await engine.checkGallery() };
    });
    expect(seen.told).toEqual([2, 2]);
    expect(seen.after).toBeCloseTo(seen.before, 5);
    expect(seen.refused).toMatchObject({ code: -1313 });
    expect(seen.check).toEqual({ persons: 2, faces: 2, damaged: [], missing: 0 });
  });

  it('takes another passphrase and a new key, with progress, and a new engine opens it', async () => {
    const seen = await tab.page.evaluate(async () => {
      const told: number[] = [];
      const onProgress = ({ persons, of }: { persons: number; of: number }) => told.push(persons, of);
      const short = await failure(engine.setPassphrase({ next: 'seven 7' }));
      const weak = await failure(engine.exportGallery({ passphrase: 'seven 7' }));
      const fresh = await failure(start({ appid: 'short', passphrase: 'seven 7' }));
      const option = await failure(start({ appid: 'short', minPassphraseLength: 0 }));
      await engine.setPassphrase({ next: 'third passphrase', onProgress });
      const without = await failure(engine.setPassphrase({ next: 'fourth passphrase' }));
      const second = await mien.createEngine({
        assets: '/mien/',
        appid: 'keeping',
        minPassphraseLength: 5,
      });
      const locked = await failure(second.getinfo('ann'));
      await second.unlock('third passphrase');
      const info = await second.getinfo('ann');
      await second.setPassphrase({ current: 'third passphrase', next: 'fifth', rotate: true, onProgress });
      await second.close();
      const outdated = await failure(engine.getinfo('ann'));
      await engine.unlock('fifth');
      const again = await engine.verify('ann', files()[0]);
      await engine.setPassphrase({ current: 'fifth' });
      await engine.erase();
      const { protection } = engine.info().gallery ?? {};
      return { told, short, weak, fresh, option, without, locked, info, outdated, again, protection };
    });
    for (const refused of [seen.short, seen.weak, seen.fresh, seen.option])
      expect(refused).toMatchObject({ code: -1313 });
    expect(seen.told).toEqual([2, 2, 2, 2]);
    expect(seen.without).toMatchObject({ code: -1301 });
    for (const locked of [seen.locked, seen.outdated]) expect(locked).toMatchObject({ code: -1200 });
    expect(seen.info).toMatchObject({ person_name: 'Ann' });
    expect(seen.again).toMatchObject({ ismatch: true });
    expect(seen.protection).toBe('device');
  });
});
