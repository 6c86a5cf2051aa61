import { expect, it } from 'vitest';
import { bothWays, type FieldValues } from './api';
import { BAD_PICTURES, bytesAs, lettered, newAppid, picture } from './fields';

const text = bytesAs('JSON', BAD_PICTURES[1][1]);
const bad = 'a b';

/** Requests with several faults, and the one that is said: docs/reference/api.md, "Order of checks". */
const FAULTS: readonly (readonly [action: string, fields: FieldValues, code: number])[] = [
  // A missing field before a mistyped one that comes later, and the other way round.
  ['detect', { mode: 7 }, -1301],
  ['detect', { appid: 'any', mode: 7 }, 21],
  ['verify', { appid: true }, 21],
  ['verify', { person_id: true }, -1301],
  // The appid before all other contents.
  ['verify', { appid: bad, person_id: bad }, -1313],
  ['shape', { appid: bad }, -1313],
  ['shape', { appid: 'any' }, -1300],
  ['livedetectpicture', { appid: 'any' }, -1300],
  ['livedetectpicture', { appid: 'any', image: '!' }, -1102],
  // Is there anything to search, a picture at all, a good id, a person, a good picture, a face?
  ['identify', { appid: 'any' }, -1301],
  ['identify', { appid: 'any', group_id: bad }, -1300],
  ['identify', { appid: 'any', group_id: bad, image: '!' }, -1102],
  ['identify', { appid: 'any', group_id: bad, ...text }, -1313],
  ['identify', { appid: 'any', group_id: 'none', ...text }, -1306],
  ['identify', { appid: 'any', group_ids: ['none'], ...text }, -1307],
  ['multidentify', { appid: 'any', group_id: 'none', ...text }, -1306],
  ['newperson', { appid: 'any', person_id: bad, group_ids: [''] }, -1300],
  ['newperson', { appid: 'any', person_id: 'ann', group_ids: [''], ...text }, -1301],
  ['newperson', { appid: 'any', person_id: bad, group_ids: ['g'], urls: [text.url as string] }, -1313],
  ['newperson', { appid: 'any', person_id: bad, group_ids: ['g'], ...text }, -1313],
  ['verify', { appid: 'any', person_id: 'x'.repeat(65), ...text }, -1304],
  ['verify', { appid: 'any', person_id: 'nobody', ...text }, -1303],
  ['addface', { appid: 'any', person_id: 'nobody' }, -1300],
  ['addface', { appid: 'any', person_id: 'nobody', urls: ['http://'] }, -1303],
  ['delface', { appid: 'any', person_id: 'nobody', face_ids: [bad] }, -1313],
  ['delface', { appid: 'any', person_id: 'nobody', face_ids: ['1'] }, -1303],
  ['compare', { appid: 'any', ...lettered('A', text) }, -1300],
];

bothWays((api) => {
  it.each(FAULTS)('/face/%s %j', async (action, fields, code) => {
    const answer = await api().call(action, fields);
    expect(answer, JSON.stringify(answer)).toMatchObject({ code });
  });

  it('a person_id that is taken comes before a bad picture', async () => {
    const person = { appid: newAppid(), person_id: 'ann', group_ids: ['g'] };
    await api().call('newperson', { ...person, ...picture('JSON', 1) });
    expect((await api().call('newperson', { ...person, ...text })).code).toBe(-1302);
  });
});
