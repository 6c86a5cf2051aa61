import * as v from 'valibot';
import { CODES, FaceError } from '../../protocol';
import {
  appid,
  id,
  ids,
  int,
  one,
  optional,
  person_id,
  pictures,
  ret_codes,
  session_id,
  text,
  texts,
} from './fields';
import { FaceItem } from './items';
import { route } from './route';

export const faces = [
  route({
    name: 'addface',
    summary: 'Adds faces to a person. A refused picture does not keep the others from being added.',
    effect: 'write',
    pictures: 'multipart',
    request: v.object({
      appid,
      person_id,
      ...pictures,
      tag: optional(text('remark on the added faces, up to 1024 bytes')),
    }),
    answer: 'AddFaceData',
    data: v.object({
      session_id,
      added: int('number of faces stored'),
      face_ids: ids('one a picture, in their order; an empty text where one was refused'),
      ret_codes: ret_codes('one a picture: 0 or why it was refused'),
    }),
    codes: [CODES.NO_PERSON, CODES.TOO_MANY_FACES],
    handle: (engine, { images, urls, ...request }, signal) => {
      const given = urls ?? images;
      if (given === undefined) throw new FaceError(CODES.EMPTY_PICTURE, 'neither images nor urls were given');
      return engine.addface({ ...request, images: given }, { signal });
    },
  }),
  route({
    name: 'delface',
    summary: 'Deletes faces of a person; ids that are not theirs are ignored. The last face may go.',
    effect: 'delete',
    request: v.object({ appid, person_id, face_ids: texts('the faces') }),
    answer: 'DelFaceData',
    data: v.object({
      session_id,
      deleted: int('number of faces deleted'),
      face_ids: ids('the faces deleted'),
    }),
    codes: [CODES.NO_PERSON, CODES.FACE_NOT_ENROLLED],
    handle: (engine, request, signal) => engine.delface(request, { signal }),
  }),
  route({
    name: 'getfaceids',
    summary: 'Lists the faces of a person.',
    effect: 'read',
    request: v.object({ appid, person_id }),
    answer: 'GetFaceIdsData',
    data: v.object({ face_ids: ids('in the order they were added') }),
    codes: [CODES.NO_PERSON],
    handle: (engine, { person_id }, signal) => engine.getfaceids(person_id, { signal }),
  }),
  route({
    name: 'getfaceinfo',
    summary: 'Reads what was measured of a stored face.',
    effect: 'read',
    request: v.object({ appid, face_id: id('a stored face') }),
    answer: 'GetFaceInfoData',
    data: v.object({ face_info: one(FaceItem, 'FaceItem', 'box and pose in the picture it came from') }),
    codes: [CODES.FACE_NOT_ENROLLED],
    handle: (engine, { face_id }, signal) => engine.getfaceinfo(face_id, { signal }),
  }),
];
