import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnginePage } from '../../tools/browser/engine-page';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';

let tab: EnginePage;

beforeAll(async () => {
  tab = await openEngineTab({ engine: { appid: 'keeping', passphrase: 'first' } });
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
        wrong: await failure(engine.unlock('second')),
        start: await failure(start({ appid: 'keeping', passphrase: 'second' })),
      };
      const other = await start({ appid: 'keeping', passphrase: 'first' });
      const verdict = await other.verify('ann', files()[0]);
      await other.close();
      await engine.unlock('first');
      return { locked, other: verdict.ismatch, again: (await engine.verify('ann', files()[0])).ismatch };
    });
    expect(seen.locked).toMatchObject({
      verify: { code: -1200, data: { storage: 'locked' } },
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
        passphrase: 'file',
        onProgress: ({ persons, of, bytes }) => exported.push(persons, of, bytes),
      });
      const file = await new Response(stream).blob();
      const check = await engine.checkGallery();
      const before = await engine.getinfo('ann');
      await engine.erase();
      const empty = await engine.getgroupids();
      const fresh = engine.info().gallery?.protection;
      const imported: (number | null)[] = [];
      const wrong = await failure(engine.importGallery({ file, passphrase: 'guess', mode: 'replace' }));
      const summary = await engine.importGallery({
        file,
        passphrase: 'file',
        mode: 'replace',
        onProgress: ({ persons, of, bytes }) => imported.push(persons, of, bytes),
      });
      const after = await engine.getinfo('ann');
      const verdict = await engine.verify('bob', files()[1]);
      const again = await engine.importGallery({ file: file.stream(), passphrase: 'file', mode: 'merge' });
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
      const stream = await engine.exportGallery({ passphrase: 'file' });
      await stream.cancel();
      const file = await new Response(await engine.exportGallery({ passphrase: 'file' })).blob();
      const controller = new AbortController();
      const given = engine.importGallery(
        {
          file,
          passphrase: 'file',
          mode: 'replace',
          onProgress: () => controller.abort(new Error('enough')),
        },
        { signal: controller.signal },
      );
      const error = await given.then(
        () => 'none',
        (reason) => String(reason.message),
      );
      const next = await engine.importGallery({ file, passphrase: 'file', mode: 'merge' });
      return { error, next, check: await engine.checkGallery() };
    });
    expect(seen).toEqual({
      error: 'enough',
      next: { persons: 0, faces: 0, merged: 0 },
      check: { persons: 2, faces: 2, damaged: [], missing: 0 },
    });
  });

  it('takes another passphrase without touching a record, and a new engine opens it', async () => {
    const seen = await tab.page.evaluate(async () => {
      await engine.setPassphrase({ next: 'third' });
      const without = await failure(engine.setPassphrase({ next: 'fourth' }));
      const second = await mien.createEngine({ assets: '/mien/', appid: 'keeping' });
      const locked = await failure(second.getinfo('ann'));
      await second.unlock('third');
      const info = await second.getinfo('ann');
      await second.close();
      await engine.setPassphrase({ current: 'third' });
      await engine.erase();
      return { without, locked, info, protection: engine.info().gallery?.protection };
    });
    expect(seen.without).toMatchObject({ code: -1301 });
    expect(seen.locked).toMatchObject({ code: -1200 });
    expect(seen.info).toMatchObject({ person_name: 'Ann' });
    expect(seen.protection).toBe('device');
  });
});
