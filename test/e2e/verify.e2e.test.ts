import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnginePage } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { openEngineTab, prepare } from '../support/engine-tab';

let tab: EnginePage;

beforeAll(async () => {
  tab = await openEngineTab();
  await tab.page.setInputFiles('#files', [1, 2, 3, 4, 5, 6].map(packagePhoto));
});

afterAll(() => tab[Symbol.asyncDispose]());

describe('enrol and verify', () => {
  it('says match for the enrolled photo, no match for another person, with the v1 fields only', async () => {
    const seen = await tab.page.evaluate(async () => {
      const [ann, bob] = files();
      const created = await engine.newperson({
        person_id: 'ann',
        group_ids: ['staff', 'night', 'staff'],
        image: ann,
        person_name: 'Ann',
        tag: 'door 3',
      });
      return { created, same: await engine.verify('ann', ann), other: await engine.verify('ann', bob) };
    });
    expect(seen.created).toMatchObject({ person_id: 'ann', suc_group: 2, suc_face: 1 });
    expect(seen.created.group_ids).toEqual(['staff', 'night']);
    expect(seen.created.face_id).toMatch(/^[1-9]\d{18}$/);
    expect(seen.same).toEqual({
      session_id: expect.any(String),
      confidence: expect.any(Number),
      ismatch: true,
    });
    expect(seen.same.confidence).toBe(100);
    expect(seen.other.ismatch).toBe(false);
    expect(seen.other.confidence).toBeLessThan(75);
  });

  it('explains a verdict when asked', async () => {
    const { detail, ...verdict } = await tab.page.evaluate(() =>
      engine.verify('ann', files()[0], { detail: true, matchConfidence: 100 }),
    );
    expect(verdict).toMatchObject({ confidence: 100, ismatch: true });
    expect(detail.similarity).toBeCloseTo(1, 5);
    expect(detail.compared).toBe(1);
    expect(detail.face.box.width).toBeGreaterThan(40);
    expect(detail.timingsMs.total).toBeGreaterThan(detail.timingsMs.embed);
    expect(detail.backend).toBe('wasm');
  });

  it('changes name, tag and groups of a person', async () => {
    const seen = await tab.page.evaluate(async () => {
      await engine.setinfo({ person_id: 'ann', person_name: 'Ann B.' });
      const joined = await engine.addgroupids({ person_id: 'ann', group_ids: ['attic'] });
      const left = await engine.delgroupids({ person_id: 'ann', group_ids: ['attic'] });
      const info = await engine.getinfo('ann');
      await engine.setinfo({ person_id: 'ann', person_name: 'Ann' });
      return { joined, left, info };
    });
    expect(seen.joined).toMatchObject({ added: 1, group_ids: ['staff', 'night', 'attic'] });
    expect(seen.left).toMatchObject({ deleted: 1, group_ids: ['staff', 'night'] });
    expect(seen.info).toMatchObject({ person_name: 'Ann B.', tag: 'door 3' });
  });

  it('lists, adds and deletes faces; the last face gone is −1305', async () => {
    const seen = await tab.page.evaluate(async () => {
      const [, second, third] = files();
      const bad = new Blob(['no picture at all']);
      const added = await engine.addface({ person_id: 'ann', images: [second, bad, third] });
      const info = await engine.getinfo('ann');
      const faces = await engine.getfaceids('ann');
      const matchesAdded = await engine.verify('ann', third);
      const deleted = await engine.delface({ person_id: 'ann', face_ids: [...faces.face_ids, '404'] });
      const empty = await failure(engine.verify('ann', third));
      const again = await failure(engine.delface({ person_id: 'ann', face_ids: faces.face_ids }));
      return { added, info, faces, matchesAdded, deleted, empty, again };
    });
    expect(seen.added).toMatchObject({ added: 2, ret_codes: [0, -1400, 0] });
    expect(seen.added.face_ids[1]).toBe('');
    expect(seen.info.face_ids).toEqual(seen.faces.face_ids);
    expect(seen.faces.face_ids).toHaveLength(3);
    expect(seen.faces.face_ids.slice(1)).toEqual([seen.added.face_ids[0], seen.added.face_ids[2]]);
    expect(seen.info).toMatchObject({ person_name: 'Ann', tag: 'door 3', group_ids: ['staff', 'night'] });
    expect(seen.matchesAdded.ismatch).toBe(true);
    expect(seen.deleted).toMatchObject({ deleted: 3, face_ids: seen.faces.face_ids });
    expect(seen.empty?.code).toBe(-1305);
    expect(seen.again?.code).toBe(-1305);
  });

  it('survives a reload; a deleted person is gone with their groups', async () => {
    await tab.page.evaluate(async () => {
      const [ann] = files();
      await engine.addface({ person_id: 'ann', images: [ann] });
    });
    await tab.page.reload();
    await prepare(tab);
    await tab.page.setInputFiles('#files', [1, 2].map(packagePhoto));
    const seen = await tab.page.evaluate(async () => ({
      verdict: await engine.verify('ann', files()[0]),
      groups: await engine.getgroupids(),
      persons: await engine.getpersonids('night'),
      deleted: await engine.delperson('ann'),
      missing: await failure(engine.verify('ann', files()[0])),
      groupsAfter: await engine.getgroupids(),
      personsAfter: await failure(engine.getpersonids('night')),
    }));
    expect(seen.verdict.ismatch).toBe(true);
    expect(seen.groups.group_ids).toEqual(['night', 'staff']);
    expect(seen.persons.person_ids).toEqual(['ann']);
    expect(seen.deleted).toMatchObject({ person_id: 'ann', deleted: 1 });
    expect(seen.missing?.code).toBe(-1303);
    expect(seen.groupsAfter.group_ids).toEqual([]);
    expect(seen.personsAfter?.code).toBe(-1306);
  });

  it('keeps galleries of different appids apart and shares one between engines of the same appid', async () => {
    const seen = await tab.page.evaluate(async () => {
      const one = await start({ appid: 'shared' });
      const two = await start({ appid: 'shared' });
      const other = await start({ appid: 'other' });
      await one.newperson({ person_id: 'eve', group_ids: ['g'], image: files()[0] });
      const result = {
        two: (await two.verify('eve', files()[0])).ismatch,
        other: await failure(other.verify('eve', files()[0])),
      };
      await Promise.all([one.close(), two.close(), other.close()]);
      return { ...result, closed: await failure(one.getinfo('eve')), alive: await engine.getgroupids() };
    });
    expect(seen.two).toBe(true);
    expect(seen.other?.code).toBe(-1303);
    expect(seen.closed).toMatchObject({ code: 213, name: 'FaceError' });
    expect(seen.alive).toEqual({ group_ids: [] });
  });
});

describe('bad input', () => {
  it('gets the code of the v1 table before any picture is looked at', async () => {
    const codes = await tab.page.evaluate(async () => {
      const image = files()[0];
      const long = 'x'.repeat(65);
      await engine.newperson({ person_id: 'taken', group_ids: ['g'], image });
      const attempts = [
        engine.newperson({ person_id: '', group_ids: ['g'], image }),
        engine.newperson({ person_id: 'a b', group_ids: ['g'], image }),
        engine.newperson({ person_id: long, group_ids: ['g'], image }),
        engine.newperson({ person_id: 'new', group_ids: [], image }),
        engine.newperson({ person_id: 'new', group_ids: ['g/h'], image }),
        engine.newperson({ person_id: 'taken', group_ids: ['g'], image: new Blob(['text']) }),
        engine.addface({ person_id: 'nobody', images: [image] }),
        engine.addface({ person_id: 'taken', images: [] }),
        engine.verify('nobody', new Blob([])),
        engine.verify('taken', new Blob([])),
        engine.verify('taken', new Blob(['text'])),
        engine.verify('taken', null as unknown as Blob),
        engine.verify('taken', 42 as unknown as Blob),
        engine.verify('taken', 'https://elsewhere.example/photo.jpg'),
        engine.verify('taken', '/missing.jpg'),
        engine.verify('taken', new ImageData(200, 200)),
        engine.getpersonids('nogroup'),
      ];
      const results = await Promise.all(attempts.map(failure));
      await engine.delperson('taken');
      return results.map((result) => result?.code);
    });
    expect(codes).toEqual([
      -1301, -1313, -1304, -1301, -1313, -1302, -1303, -1300, -1303, -1300, -1400, -1300, -1400, -1308, -1308,
      -1101, -1306,
    ]);
  });

  it('refuses a photo that the person has, also re-encoded and smaller, with −1312', async () => {
    const seen = await tab.page.evaluate(async () => {
      const [image, other] = files();
      const bitmap = await createImageBitmap(image);
      const canvas = new OffscreenCanvas(bitmap.width / 2, bitmap.height / 2);
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      const smaller = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
      await engine.newperson({ person_id: 'many', group_ids: ['g'], image });
      const added = await engine.addface({ person_id: 'many', images: [image, other, smaller, other] });
      await engine.delperson('many');
      return added;
    });
    expect(seen.ret_codes).toEqual([-1312, 0, -1312, -1312]);
    expect(seen.face_ids.map(Boolean)).toEqual([false, true, false, false]);
  });
});

describe('beyond one person', () => {
  it('identifies, compares and detects; an error of compare says which picture it was', async () => {
    const seen = await tab.page.evaluate(async () => {
      const [ann, bob] = files();
      const team = engine.withAppid('team');
      await team.newperson({ person_id: 'ann', group_ids: ['g'], image: ann, tag: 'door 3' });
      await team.newperson({ person_id: 'bob', group_ids: ['g'], image: bob });
      const { candidates } = await team.identify({ group_id: 'g', image: ann });
      const { results } = await team.multidentify({ group_ids: ['g'], image: bob, session_id: 's' });
      const { similarity } = await engine.compare(ann, ann);
      const empty = await engine.compare(ann, new Blob([])).catch(({ code, data }) => ({ code, data }));
      const { face, image_width } = await engine.detect(ann, { mode: 1 });
      const { face_ids } = await team.getfaceids('ann');
      const { face_info } = await team.getfaceinfo(face_ids[0]);
      const mode = await failure(engine.detect(ann, { mode: 2 as 1 }));
      const appid = await failure(Promise.resolve().then(() => engine.withAppid('not good')));
      const info = team.info().appid;
      return { candidates, results, similarity, empty, face, image_width, face_info, mode, appid, info };
    });
    expect(seen.candidates).toMatchObject([{ person_id: 'ann', tag: 'door 3' }, { person_id: 'bob' }]);
    expect(seen.results[0].candidates[0].person_id).toBe('bob');
    expect(seen.similarity).toBe(100);
    expect(seen.empty).toEqual({ code: -1300, data: { fail_flag: 2 } });
    expect(seen.face).toHaveLength(1);
    expect(seen.image_width).toBeGreaterThan(100);
    const { face_id: _, ...measured } = seen.face_info;
    expect(seen.face[0]).toMatchObject(measured);
    expect(seen.mode?.code).toBe(21);
    expect(seen.appid?.code).toBe(-1313);
    expect(seen.info).toBe('team');
  });
});
