import * as v from 'valibot';
import type { IdentifyItem as Candidate } from '../../api';
import { CODES, cutToTenths, FaceError, LIMITS } from '../../protocol';
import {
  appid,
  bool,
  float,
  id,
  image,
  int,
  listOf,
  optional,
  person_id,
  picture,
  session_id,
  session_id_given,
  text,
  texts,
  zeroOrOne,
} from './fields';
import { FaceItem, FaceShape, IdentifyItem, MultiIdentifyItem } from './items';
import { pictureOf, pictureOfTwo, pictureOrBase64 } from './picture';
import { route } from './route';

const groupChoice = {
  group_id: optional(id('the group to search, wins over `group_ids`; one of the two is required')),
  group_ids: optional(texts('groups to search together')),
};

/** Finer steps would lead whoever tries pictures one by one to one that passes. */
function inTenths(candidate: Candidate): Candidate {
  return { ...candidate, confidence: cutToTenths(candidate.confidence) };
}

/** One of the two is required, which a list of fields cannot say. */
function groupsOf<T extends { group_id?: string; group_ids?: string[] }>(request: T): T {
  if (request.group_id ?? request.group_ids) return request;
  throw new FaceError(CODES.PARAMETER_EMPTY, 'group_id and group_ids are both empty');
}

/** A mode that is absent is the engine's to choose. */
function modeOf({ mode }: { readonly mode?: 0 | 1 }): { readonly mode?: 0 | 1 } {
  return mode === undefined ? {} : { mode };
}

export const recognition = [
  route({
    name: 'verify',
    summary: 'Is the largest face of the picture this person’s? All of their faces count together.',
    effect: 'read',
    pictures: 'multipart',
    request: v.object({ appid, person_id, ...picture }),
    answer: 'VerifyData',
    data: v.object({
      session_id,
      confidence: float('0…100, cut to 0.1; 70, 80, 90 stand for false match rates of 1e-3, 1e-4, 1e-5'),
      ismatch: bool('confidence is at least 75, or what the engine was told'),
    }),
    codes: [CODES.NO_PERSON, CODES.FACE_NOT_ENROLLED],
    handle: async (engine, request, signal) => {
      const data = await engine.verify(request.person_id, pictureOf(request), { signal });
      return { ...data, confidence: cutToTenths(data.confidence) };
    },
  }),
  route({
    name: 'identify',
    summary: 'Which persons of these groups look most like the largest face of the picture?',
    effect: 'read',
    pictures: 'multipart or base64',
    request: v.object({ appid, ...groupChoice, ...picture }),
    answer: 'IdentifyData',
    data: v.object({
      session_id,
      candidates: listOf(IdentifyItem, 'IdentifyItem', 'at most 5 persons, best first, without a cut-off'),
    }),
    codes: [CODES.NO_GROUP, CODES.NO_GROUP_OF_LIST],
    handle: async (engine, request, signal) => {
      const asked = { ...groupsOf(request), image: pictureOrBase64(request) };
      const data = await engine.identify(asked, { signal });
      return { ...data, candidates: data.candidates.map(inTenths) };
    },
  }),
  route({
    name: 'multidentify',
    summary: 'As identify, for every face of the picture.',
    effect: 'read',
    pictures: 'multipart',
    request: v.object({ appid, ...groupChoice, ...picture, session_id: session_id_given }),
    answer: 'MultiIdentifyData',
    data: v.object({
      session_id,
      results: listOf(MultiIdentifyItem, 'MultiIdentifyItem', 'one a face, the largest first'),
    }),
    codes: [CODES.NO_GROUP, CODES.NO_GROUP_OF_LIST],
    handle: async (engine, request, signal) => {
      const asked = { ...groupsOf(request), image: pictureOf(request) };
      const data = await engine.multidentify(asked, { signal });
      const results = data.results.map((each) => ({ ...each, candidates: each.candidates.map(inTenths) }));
      return { ...data, results };
    },
  }),
  route({
    name: 'compare',
    summary: 'Do two pictures show the same person? The largest face of each counts.',
    effect: 'read',
    pictures: 'multipart',
    request: v.object({
      appid,
      imageA: optional(image('first picture')),
      urlA: optional(text('address of the first picture, wins over `imageA`')),
      imageB: optional(image('second picture')),
      urlB: optional(text('address of the second picture, wins over `imageB`')),
    }),
    answer: 'CompareData',
    data: v.object({
      session_id,
      similarity: float('0…100, cut to 0.1, on the scale of `confidence`'),
      fail_flag: optional(int('only with an error: 1 when the first picture is to blame, 2 the second')),
    }),
    handle: async (engine, { imageA, urlA, imageB, urlB }, signal) => {
      const first = pictureOfTwo(1, { image: imageA, url: urlA });
      const second = pictureOfTwo(2, { image: imageB, url: urlB });
      const data = await engine.compare(first, second, { signal });
      return { ...data, similarity: cutToTenths(data.similarity) };
    },
  }),
  route({
    name: 'detect',
    summary: 'Finds the faces of a picture.',
    effect: 'read',
    pictures: 'multipart',
    request: v.object({
      appid,
      mode: optional(zeroOrOne('0 (default): all faces; 1: the largest only')),
      ...picture,
    }),
    answer: 'DetectData',
    data: v.object({
      session_id,
      image_width: int('px, after EXIF orientation'),
      image_height: int('px'),
      face: listOf(FaceItem, 'FaceItem', 'the largest first; from the sixth on without pose'),
    }),
    handle: (engine, request, signal) => engine.detect(pictureOf(request), { signal, ...modeOf(request) }),
  }),
  route({
    name: 'shape',
    summary: 'Draws the faces of a picture: contours of 88 points each.',
    effect: 'read',
    pictures: 'multipart',
    request: v.object({
      appid,
      mode: optional(zeroOrOne('0 (default): all faces; 1: the largest only')),
      ...picture,
    }),
    answer: 'ShapeData',
    data: v.object({
      session_id,
      image_width: int('px, after EXIF orientation'),
      image_height: int('px'),
      face_shape: listOf(
        FaceShape,
        'FaceShape',
        'one a face, the largest first; faces without a contour are left out',
      ),
    }),
    codes: [CODES.NO_CONTOUR],
    handle: (engine, request, signal) => engine.shape(pictureOf(request), { signal, ...modeOf(request) }),
  }),
  route({
    name: 'livedetectpicture',
    summary: 'Does the picture show a living person’s face, as far as one picture can tell?',
    effect: 'read',
    pictures: 'multipart or base64',
    request: v.object({ appid, ...picture }),
    answer: 'LiveDetectPictureData',
    data: v.object({
      score: int('0…100; above 87 the largest face counts as living (docs/measured/liveness.md)'),
    }),
    codes: [CODES.UNSUPPORTED_ENDPOINT, CODES.UNUSABLE_FACE],
    maxBytes: LIMITS.liveRequestBytes,
    handle: (engine, request, signal) => engine.livedetectpicture(pictureOrBase64(request), { signal }),
  }),
];
