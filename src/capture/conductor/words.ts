import type { LivenessVerdict } from '../../api';
import type { LivenessStrings } from '../view';

const ENGLISH: LivenessStrings = {
  look: 'Look straight into the camera',
  back: 'Good. Look straight into the camera again',
  actions: {
    blink: 'Blink once',
    turn_left: 'Turn your head to your left',
    turn_right: 'Turn your head to your right',
    nod: 'Nod: chin down, then up again',
    open_mouth: 'Open your mouth wide, then close it',
  },
  flash: 'Keep looking at the screen while its light changes',
  done: 'That was all. One moment',
  skip: 'I cannot do this',
  passive: 'Check me without movements',
  again: 'Try again',
  warning:
    'The whole screen will now change its colour for a few seconds, at most three times a second. If flashing light can harm you, choose movements.',
  light: 'Continue with light',
  movements: 'Movements instead of light',
  noLight: 'Without flashing light: you are asked for movements instead.',
  reasons: {
    another_person: 'The face changed on the way. One person only, from the beginning to the end.',
    frames_repeated: 'The camera sent the same picture again and again. Use a real camera, then try again.',
    flat: 'This looked like a picture of a face. Look into the camera yourself, and turn your head farther.',
    wrong_action: 'That was another movement than the one asked for. Do only what is asked for.',
    flash_mismatch:
      'The light on the face did not follow the screen. Come closer to the screen, in a darker place.',
    camera_changed: 'The camera changed on the way. Use the same camera to the end.',
    no_face: 'No face was seen. Look into the camera, with your whole face in the picture.',
    several_faces: 'Several faces were seen. One person only, please.',
    too_late: 'What was asked for was not seen in time. Do it as soon as you are asked, and clearly.',
    too_few_frames: 'Too few pictures came from the camera. Close other programs, then try again.',
    poor_frames:
      'The pictures were too dark or not sharp. Turn towards the light, come closer and hold still.',
    too_bright_surroundings:
      'It is too bright here for the screen’s light. Go where it is darker, out of the sun.',
    not_asked: 'A look alone does not show that a person is here. Ask for help.',
    passive_suspicion:
      'The pictures left a doubt. Use even light, come closer and hold nothing before the camera.',
    camera_suspicion:
      'The camera left a doubt. Use the device’s own camera, without programs that change its picture.',
    other: 'That could not be confirmed. Try again.',
  },
};

const CHINESE: LivenessStrings = {
  look: '请正视摄像头',
  back: '很好，请再次正视摄像头',
  actions: {
    blink: '请眨一次眼',
    turn_left: '请将头向您的左侧转',
    turn_right: '请将头向您的右侧转',
    nod: '请点头：低下再抬起',
    open_mouth: '请张大嘴，然后闭上',
  },
  flash: '屏幕变色时，请一直看着屏幕',
  done: '已全部完成，请稍候',
  skip: '我无法做这个动作',
  passive: '不做动作，直接检查',
  again: '重试',
  warning: '接下来整个屏幕将变换颜色几秒钟，每秒最多三次。如果闪光可能对您造成伤害，请选择动作方式。',
  light: '继续使用闪光',
  movements: '用动作代替闪光',
  noLight: '不使用闪光：将请您做动作。',
  reasons: {
    another_person: '检查过程中人脸发生了变化。从开始到结束请只有一个人。',
    frames_repeated: '摄像头反复发送同一画面。请使用真实的摄像头后重试。',
    flat: '这看起来像是一张人脸图片。请本人面对摄像头，并将头转得更大一些。',
    wrong_action: '所做的动作与要求不同。请只做要求的动作。',
    flash_mismatch: '脸上的光没有随屏幕变化。请在较暗的地方靠近屏幕。',
    camera_changed: '检查过程中更换了摄像头。请始终使用同一个摄像头。',
    no_face: '没有看到人脸。请看向摄像头，让整张脸进入画面。',
    several_faces: '看到了多张人脸。画面中请只保留一个人。',
    too_late: '没有及时看到要求的动作。请在提示后立即、清楚地完成动作。',
    too_few_frames: '摄像头画面太少。请关闭其他程序后重试。',
    poor_frames: '画面太暗或不清晰。请面向光源，靠近一些并保持不动。',
    too_bright_surroundings: '这里太亮，看不出屏幕的光。请到较暗、没有阳光的地方。',
    not_asked: '仅凭看向摄像头无法确认真人在场。请寻求帮助。',
    passive_suspicion: '画面存在疑问。请使用均匀的光线，靠近一些，不要在摄像头前放置任何东西。',
    camera_suspicion: '摄像头存在疑问。请使用设备自带的摄像头，不要使用会改变画面的程序。',
    other: '无法确认。请重试。',
  },
};

/** What is said in a language, the host's own strings first. */
export function wordsFor(isChinese: boolean, own: Partial<LivenessStrings> = {}): LivenessStrings {
  return { ...(isChinese ? CHINESE : ENGLISH), ...own };
}

/** Why a try did not pass, and what to change. */
export function sentenceFor({ reasons: [first] }: LivenessVerdict, { reasons }: LivenessStrings): string {
  return (first && reasons[first]) ?? reasons.other;
}
