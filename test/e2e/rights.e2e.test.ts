import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnginePage } from '../../tools/browser/engine-page';
import { packagePhoto } from '../support/data';
import { openEngineTab, prepare } from '../support/engine-tab';

const OPTIONS = { engine: { appid: 'rights', audit: true, requireConsent: true } };
let tab: EnginePage;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mien-audit-'));
  tab = await openEngineTab(OPTIONS);
  await tab.page.setInputFiles('#files', [1, 2].map(packagePhoto));
});

afterAll(async () => {
  await tab[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

describe('with real photos, through the engine', () => {
  it('nobody is enrolled without consent, over HTTP either, and nothing looks at the picture', async () => {
    const refused = await tab.page.evaluate(async () => {
      const [ann] = files();
      const fields = { person_id: 'ann', group_ids: ['g'] };
      const enrol = (image: Blob) =>
        engine.newperson({ ...fields, image }).then(
          () => null,
          ({ code, data }) => ({ code, kind: data.kind }),
        );
      const body = new FormData();
      body.set('appid', 'rights');
      body.set('person_id', 'ann');
      body.set('group_ids', 'g');
      // The wire has no such field: it is ignored there, as any unknown one.
      body.set('consent', JSON.stringify({ textHash: 'ab'.repeat(32), version: '1', time: 0, locale: 'en' }));
      body.set('image', ann);
      const request = new Request('https://any.example/face/newperson', { method: 'POST', body });
      const answer = await (await mienHttp.createHandler(engine)(request)).json();
      return [await enrol(ann), await enrol(new Blob(['no picture'])), { code: answer.code }];
    });
    const consent = { code: -1313, kind: 'consent' };
    expect(refused).toEqual([consent, consent, { code: -1313 }]);
  });

  it('what happens is in the log, which can be followed in Node, and says where it was broken', async () => {
    const { held, report, log } = await tab.page.evaluate(async () => {
      const [ann, other] = files();
      const consent = { textHash: 'ab'.repeat(32), version: '2026-11', time: Date.now(), locale: 'en' };
      await engine.newperson({ person_id: 'ann', group_ids: ['g'], image: ann, consent });
      await engine.verify('ann', ann);
      await engine.verify('ann', other, { matchConfidence: 90 });
      await engine.identify({ group_id: 'g', image: ann });
      await engine.setPersonTerms({ person_id: 'ann', expires: Date.now() + 86_400_000 });
      return {
        held: await engine.exportPerson('ann'),
        report: await engine.checkAudit(),
        log: await (await engine.exportAudit()).text(),
      };
    });
    expect(held).toMatchObject({
      consent: { version: '2026-11' },
      faces: [{ dimension: 192, origin: { model: 'mobilefacenet-192' } }],
    });
    const uses = held.uses?.filter(({ what }) => what === 'verified') ?? [];
    expect(uses.map(({ matched }) => matched)).toEqual([true, false]);
    expect(report.problems).toEqual([]);
    expect(log).not.toContain('ann');

    const whole = await verified(log);
    expect(whole).toEqual({ status: 0, text: expect.stringContaining(`head ${report.head}`) });
    const lines = log.trimEnd().split('\n');
    const without = (n: number) => lines.filter((_, i) => i !== n).join('\n');
    expect(await verified(without(3))).toEqual({
      status: 1,
      text: expect.stringContaining('broken: entry 3 is missing'),
    });
    expect(await verified(log.replace('"matched":false', '"matched":true'))).toEqual({
      status: 1,
      text: expect.stringContaining('was changed'),
    });
    expect(await verified(lines.slice(0, -1).join('\n'))).toEqual({
      status: 1,
      text: expect.stringContaining('cut off'),
    });
    const swapped = lines.with(2, lines[3]).with(3, lines[2]).join('\n');
    expect(await verified(swapped)).toMatchObject({ status: 1 });
    expect(await verified(log, '--head', '0'.repeat(64))).toMatchObject({ status: 1 });
    expect(await verified('{"some":"json"}\n')).toMatchObject({ status: 2 });
  });

  it('a page that goes away in the middle leaves a whole chain, without its last uses at most', async () => {
    const before = await tab.page.evaluate(async () => {
      const report = await engine.checkAudit();
      await engine.verify('ann', files()[0]);
      return report;
    });
    await tab.page.reload();
    await prepare(tab, OPTIONS);
    const { found, after, entries } = await tab.page.evaluate(async (last) => {
      const found = await engine.checkAudit();
      await engine.delperson('ann');
      const { entries } = await engine.readAudit({ after: last });
      return { found, after: await engine.checkAudit(), entries };
    }, before.last);
    expect(found.problems).toEqual([]);
    expect([before.last, before.last + 1]).toContain(found.last);
    expect(after).toMatchObject({ last: found.last + 1, problems: [] });
    // Whoever is gone is a pseudonym.
    expect(entries.at(-1)).toMatchObject({ what: 'deleted', person_id: null });
  });
});

async function verified(log: string, ...more: string[]): Promise<{ status: number; text: string }> {
  const file = join(folder, 'log.jsonl');
  await writeFile(file, log);
  const root = resolve(import.meta.dirname, '../..');
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      ['tools/cli/mien.mjs', '--no-setup', 'audit', 'verify', file, ...more],
      { cwd: root },
      (_, stdout, stderr) => done({ status: child.exitCode ?? -1, text: stdout + stderr }),
    );
  });
}
