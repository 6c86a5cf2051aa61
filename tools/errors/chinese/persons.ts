import { CODES } from '../../../src/protocol';
import type { AdviceTable } from '../advice';

export const persons = {
  [CODES.PERSON_EXISTS]: [
    '该 `person_id` 已被使用。',
    '您已登记。',
    '同一人的其他照片请用 `addface` 添加，否则请换一个编号。',
  ],
  [CODES.NO_PERSON]: [
    '此人脸库中没有这个人。',
    '您尚未在此登记。',
    '请先登记。请检查 `appid`：每个 appid 都有自己的人脸库。',
  ],
  [CODES.FACE_NOT_ENROLLED]: [
    '没有这张人脸，或此人没有人脸。',
    '您在此还没有照片，请添加一张。',
    '请调用 `addface`。',
  ],
  [CODES.NO_GROUP]: [
    '没有这个分组，或此人不在其中。',
    '尚未登记任何人。',
    '有人时分组才存在：请将某人登记到该分组。',
  ],
  [CODES.NO_GROUP_OF_LIST]: [
    '要搜索的分组都不存在。',
    '尚未登记任何人。',
    '有人时分组才存在：请将某人登记到分组中。',
  ],
  [CODES.TOO_MANY_FACES]: [
    '此人已有 20 张人脸，已达上限。',
    '您的照片已足够，添加前请先删除一张。',
    '请用 `delface` 删除。',
  ],
  [CODES.TOO_MANY_PERSONS]: [
    '该分组已有 20,000 人，已达上限。',
    '无法容纳更多人。',
    '请使用多个分组，并一起搜索。',
  ],
  [CODES.TOO_MANY_GROUPS]: [
    '该 appid 已有 5,000 个分组，已达上限。',
    '无法容纳更多分组。',
    '请删除分组，或使用另一个 appid。',
  ],
} satisfies Partial<AdviceTable>;
