import * as v from 'valibot';
import { CODES } from '../../protocol';
import {
  appid,
  ids,
  int,
  optional,
  person_id,
  picture,
  pictures,
  ret_codes,
  session_id,
  text,
  texts,
} from './fields';
import { pictureOf } from './picture';
import { route } from './route';

export const persons = [
  route({
    name: 'newperson',
    summary: 'Creates a person from pictures and puts them into groups, which come into being with them.',
    effect: 'write',
    pictures: 'multipart',
    request: v.object({
      appid,
      group_ids: texts('groups to join; missing ones are created'),
      person_id,
      ...picture,
      ...pictures,
      person_name: optional(text('up to 1024 bytes')),
      tag: optional(text('remark on the person and on these first faces, up to 1024 bytes')),
    }),
    answer: 'NewPersonData',
    data: v.object({
      session_id,
      suc_group: int('number of groups joined: all of them, or the call fails'),
      suc_face: int('number of faces stored: 1 or more'),
      person_id,
      face_id: text('the first face stored: a decimal of 19 digits, larger than a double can hold'),
      group_ids: ids('the groups joined, in the order asked for, without repetitions'),
      face_ids: optional(
        ids('of `images` and `urls` only: one per picture, an empty text where one was refused'),
      ),
      ret_codes: optional(
        ret_codes(
          'of `images` and `urls` only, with an error, too: one per picture, 0 or why it was refused',
        ),
      ),
    }),
    codes: [CODES.PERSON_EXISTS, CODES.TOO_MANY_PERSONS, CODES.TOO_MANY_GROUPS],
    handle: (engine, { image, url, images, urls, ...person }, signal) => {
      const given = urls ?? images;
      return given === undefined
        ? engine.newperson({ ...person, image: pictureOf({ image, url }) }, { signal })
        : engine.newperson({ ...person, images: given }, { signal });
    },
  }),
  route({
    name: 'delperson',
    summary: 'Deletes a person with all faces and memberships; a group left empty ceases to exist.',
    effect: 'delete',
    request: v.object({ appid, person_id }),
    answer: 'DelPersonData',
    data: v.object({ session_id, person_id, deleted: int('number of persons deleted: 1') }),
    codes: [CODES.NO_PERSON],
    handle: (engine, { person_id }, signal) => engine.delperson(person_id, { signal }),
  }),
  route({
    name: 'setinfo',
    summary: 'Changes a person’s name or remark.',
    effect: 'write',
    request: v.object({
      appid,
      person_id,
      person_name: optional(text('new name; left out: stays; empty: none')),
      tag: optional(text('new remark on the person; left out: stays; empty: none')),
    }),
    answer: 'SetInfoData',
    data: v.object({ session_id, person_id }),
    codes: [CODES.NO_PERSON],
    handle: (engine, request, signal) => engine.setinfo(request, { signal }),
  }),
  route({
    name: 'getinfo',
    summary: 'Reads a person.',
    effect: 'read',
    request: v.object({ appid, person_id }),
    answer: 'GetInfoData',
    data: v.object({
      session_id,
      person_id,
      person_name: text('empty when never set'),
      face_ids: ids('in the order they were added'),
      group_ids: ids('in the order they were joined'),
      tag: text('remark on the person'),
    }),
    codes: [CODES.NO_PERSON],
    handle: (engine, { person_id }, signal) => engine.getinfo(person_id, { signal }),
  }),
];
