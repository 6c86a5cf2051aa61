import { language } from '../../i18n';

/** The contract is written in English, which is translated here; a test sees to it that nothing of it is missing. */
export const CHINESE: Readonly<Record<string, string>> = {
  'Creates a person from pictures and puts them into groups, which come into being with them.':
    '用图片创建人员并加入分组；不存在的分组会随之创建。',
  'project; every appid has persons and groups of its own': '项目；每个 appid 有各自的人员和分组',
  'groups to join; missing ones are created': '要加入的分组；不存在的会被创建',
  'chosen by the caller, unique within the appid': '由调用方指定，在同一 appid 内唯一',
  'the picture: JPEG, PNG, WebP, AVIF, BMP or a GIF of one frame':
    '图片：JPEG、PNG、WebP、AVIF、BMP 或单帧 GIF',
  'address of the picture, wins over `image`': '图片地址，优先于 `image`',
  'the pictures: parts images[0], images[1], …': '多张图片：字段 images[0]、images[1]……',
  'addresses of the pictures, win over `images`': '多张图片的地址，优先于 `images`',
  'up to 1024 bytes': '最多 1024 字节',
  'remark on the person and on these first faces, up to 1024 bytes':
    '对此人及这些首批人脸的备注，最多 1024 字节',
  'Deletes a person with all faces and memberships; a group left empty ceases to exist.':
    '删除人员及其所有人脸和分组关系；变空的分组随之消失。',
  'Changes a person’s name or remark.': '修改人员的姓名或备注。',
  'new name; left out: stays; empty: none': '新姓名；不填则不变；填空则清除',
  'new remark on the person; left out: stays; empty: none': '对此人的新备注；不填则不变；填空则清除',
  'Reads a person.': '读取一个人员的信息。',
  'Adds faces to a person. A refused picture does not keep the others from being added.':
    '为人员添加人脸。某张图片被拒绝不影响其他图片。',
  'remark on the added faces, up to 1024 bytes': '对新增人脸的备注，最多 1024 字节',
  'Deletes faces of a person; ids that are not theirs are ignored. The last face may go.':
    '删除人员的人脸；不属于此人的编号会被忽略。最后一张也可以删除。',
  'the faces': '人脸编号',
  'Lists the faces of a person.': '列出人员的所有人脸。',
  'Reads what was measured of a stored face.': '读取一张已保存人脸的测量值。',
  'a stored face': '一张已保存的人脸',
  'Lists the groups of the appid; an empty list when there are none.':
    '列出 appid 的所有分组；没有时为空列表。',
  'Lists the persons of a group, all of them.': '列出分组中的所有人员。',
  'the group': '分组',
  'Puts a person into more groups, all or none; missing ones are created.':
    '将人员加入更多分组，全部成功或全部不做；不存在的会被创建。',
  'the groups': '分组',
  'comes back as `session_id` of the answer': '原样作为响应的 `session_id` 返回',
  'Takes a person out of groups. The last one may go; groups the person is not in are ignored.':
    '将人员移出分组。最后一个分组也可以退出；不在其中的分组会被忽略。',
  'Is the largest face of the picture this person’s? All of their faces count together.':
    '图片中最大的人脸是此人吗？此人的所有人脸一起计算。',
  'Which persons of these groups look most like the largest face of the picture?':
    '这些分组中，谁最像图片中最大的人脸？',
  'the group to search, wins over `group_ids`; one of the two is required':
    '要查找的分组，优先于 `group_ids`；两者必填其一',
  'groups to search together': '一起查找的多个分组',
  'As identify, for every face of the picture.': '与 identify 相同，但针对图片中的每张人脸。',
  'Do two pictures show the same person? The largest face of each counts.':
    '两张图片是同一个人吗？以各自最大的人脸为准。',
  'first picture': '第一张图片',
  'address of the first picture, wins over `imageA`': '第一张图片的地址，优先于 `imageA`',
  'second picture': '第二张图片',
  'address of the second picture, wins over `imageB`': '第二张图片的地址，优先于 `imageB`',
  'Finds the faces of a picture.': '查找图片中的人脸。',
  '0 (default): all faces; 1: the largest only': '0（默认）：所有人脸；1：仅最大的一张',
  'Draws the faces of a picture: contours of 88 points each.': '描绘图片中的人脸：每张 88 个轮廓点。',
  'Does the picture show a living person’s face, as far as one picture can tell?':
    '就一张图片所能判断的而言，它显示的是真人的脸吗？',
};

/** A sentence of the contract in the chosen language. */
export function contractText(english: string): string {
  return language.value === 'zh' ? (CHINESE[english] ?? english) : english;
}
