import * as v from 'valibot';
import { CODES } from '../../protocol';
import { appid, id, ids, int, person_id, session_id, session_id_given, texts } from './fields';
import { route } from './route';

const membership = v.object({
  appid,
  person_id,
  group_ids: texts('the groups'),
  session_id: session_id_given,
});

export const groups = [
  route({
    name: 'getgroupids',
    summary: 'Lists the groups of the appid; an empty list when there are none.',
    effect: 'read',
    request: v.object({ appid }),
    answer: 'GetGroupIdsData',
    data: v.object({ group_ids: ids('ascending') }),
    handle: (engine, _request, signal) => engine.getgroupids({ signal }),
  }),
  route({
    name: 'getpersonids',
    summary: 'Lists the persons of a group, all of them.',
    effect: 'read',
    request: v.object({ appid, group_id: id('the group') }),
    answer: 'GetPersonIdsData',
    data: v.object({ person_ids: ids('ascending') }),
    codes: [CODES.NO_GROUP],
    handle: (engine, { group_id }, signal) => engine.getpersonids(group_id, { signal }),
  }),
  route({
    name: 'addgroupids',
    summary: 'Puts a person into more groups, all or none; missing ones are created.',
    effect: 'write',
    request: membership,
    answer: 'AddGroupIdsData',
    data: v.object({
      session_id,
      person_id,
      added: int('groups newly joined; those joined before do not count'),
      group_ids: ids('the groups the person is in now, in the order they were joined'),
    }),
    codes: [CODES.NO_PERSON, CODES.TOO_MANY_PERSONS, CODES.TOO_MANY_GROUPS],
    handle: (engine, request, signal) => engine.addgroupids(request, { signal }),
  }),
  route({
    name: 'delgroupids',
    summary: 'Takes a person out of groups. The last one may go; groups the person is not in are ignored.',
    effect: 'delete',
    request: membership,
    answer: 'DelGroupIdsData',
    data: v.object({
      session_id,
      person_id,
      deleted: int('groups left'),
      group_ids: ids('the groups the person is in now'),
    }),
    codes: [CODES.NO_PERSON, CODES.NO_GROUP],
    handle: (engine, request, signal) => engine.delgroupids(request, { signal }),
  }),
];
