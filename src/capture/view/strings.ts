import type { LivenessAction, LivenessReason } from '../../api';
import { CODES, type ErrorCode } from '../../protocol';
import type { CameraTrouble } from '../camera';
import type { Hint } from '../guidance';

/** Everything that the element says. */
export interface CaptureStrings {
  readonly start: string;
  readonly cancel: string;
  readonly choose: string;
  readonly opening: string;
  /** What a screen reader calls the camera's picture. */
  readonly preview: string;
  readonly looking: string;
  readonly done: string;
  /** "2 of 3". */
  readonly progress: (taken: number, wanted: number) => string;
  readonly hints: Readonly<Record<Hint, string>>;
  readonly camera: Readonly<Record<CameraTrouble, string>>;
  /** Behind one of these, where files can be chosen. */
  readonly orChoose: string;
  /** The engine failed. */
  readonly engine: string;
  /** Why a chosen file gave nothing; `other` for every code without a sentence. */
  readonly files: Readonly<Partial<Record<ErrorCode, string>>> & { readonly other: string };
  /** Your own of what is said with the attribute `liveness`. What is built in is loaded only then. */
  readonly liveness?: Partial<LivenessStrings>;
}

/** What is said while the element finds out whether a living person is before the camera. */
export interface LivenessStrings {
  readonly look: string;
  /** An action was seen; the head goes back to the middle. */
  readonly back: string;
  readonly actions: Readonly<Record<LivenessAction, string>>;
  readonly flash: string;
  /** Nothing more is asked for. */
  readonly done: string;
  /** Buttons. */
  readonly skip: string;
  readonly passive: string;
  readonly again: string;
  /** Before the screen flashes, and the two answers to it. The second stops a light that has begun, too. */
  readonly warning: string;
  readonly light: string;
  readonly movements: string;
  /** The page was to flash, and asks for movements. */
  readonly noLight: string;
  /** Why a try did not pass, and what to change; `other` for every other reason. */
  readonly reasons: Readonly<Partial<Record<LivenessReason, string>>> & { readonly other: string };
}

const ENGLISH: CaptureStrings = {
  start: 'Start the camera',
  cancel: 'Cancel',
  choose: 'Choose a photo',
  opening: 'Waiting for the camera. The browser may ask whether this page may use it.',
  preview: 'Picture of the camera',
  looking: 'Looking at the photo',
  done: 'Done',
  progress: (taken, wanted) => `${taken} of ${wanted}`,
  hints: {
    no_face: 'Look into the camera',
    one_person: 'One person only, please',
    into_frame: 'Move your face into the frame',
    closer: 'Come closer',
    back: 'Move back a little',
    too_dark: 'Too dark: turn towards the light',
    too_bright: 'Too bright: avoid direct light',
    more_light: 'Use more even light',
    uncover: 'Uncover your face',
    hold_still: 'Hold still',
    straight: 'Look straight into the camera',
    turn_left: 'Turn your head a little to your left',
    turn_right: 'Turn your head a little to your right',
    look_up: 'Raise your chin a little',
    look_down: 'Lower your chin a little',
    good: 'Good: stay like that',
  },
  camera: {
    insecure: 'The camera works only on a secure page: open this one over https or on localhost.',
    unsupported: 'This browser offers no camera to pages.',
    none: 'No camera was found. Connect one, then try again.',
    denied: 'The camera was not allowed. Allow it for this page in the browser’s settings, then try again.',
    busy: 'The camera is in use by another program. Close that program, then try again.',
    lost: 'The camera stopped. Connect it again, then try again.',
    silent: 'The camera sends no picture. Is it switched off or covered, or used by another program?',
    failed: 'The camera could not be started. Try again.',
  },
  orChoose: 'Or choose a photo instead.',
  engine: 'The face models could not do this. Try again.',
  files: {
    [CODES.NO_FACE]: 'No face was found in this photo.',
    [CODES.UNDECODABLE]: 'This photo could not be read.',
    [CODES.UNUSABLE_FACE]: 'The face in this photo cannot be used.',
    [CODES.EMPTY_PICTURE]: 'This file is empty.',
    [CODES.NOT_A_PICTURE]: 'This file cannot be used as a photo.',
    other: 'This photo could not be used. Try again.',
  },
};

const CHINESE: CaptureStrings = {
  start: '打开摄像头',
  cancel: '取消',
  choose: '选择照片',
  opening: '正在等待摄像头。浏览器可能会询问是否允许此页面使用摄像头。',
  preview: '摄像头画面',
  looking: '正在分析照片',
  done: '完成',
  progress: (taken, wanted) => `${taken} / ${wanted}`,
  hints: {
    no_face: '请看向摄像头',
    one_person: '画面中请只保留一个人',
    into_frame: '请将脸移入画面',
    closer: '请靠近一些',
    back: '请稍微后退',
    too_dark: '光线太暗：请面向光源',
    too_bright: '光线太亮：请避开直射光',
    more_light: '请使用更均匀的光线',
    uncover: '请摘下遮挡面部的物品',
    hold_still: '请保持不动',
    straight: '请正视摄像头',
    turn_left: '请将头稍微向您的左侧转',
    turn_right: '请将头稍微向您的右侧转',
    look_up: '请稍微抬头',
    look_down: '请稍微低头',
    good: '很好，请保持',
  },
  camera: {
    insecure: '摄像头只能在安全页面上使用：请通过 https 或 localhost 打开此页面。',
    unsupported: '此浏览器不支持网页使用摄像头。',
    none: '未找到摄像头。请连接摄像头后重试。',
    denied: '未获得摄像头权限。请在浏览器设置中允许此页面使用摄像头，然后重试。',
    busy: '摄像头正被其他程序使用。请关闭该程序后重试。',
    lost: '摄像头已停止。请重新连接后重试。',
    silent: '摄像头没有画面。它是否已关闭、被遮挡，或正被其他程序使用？',
    failed: '无法启动摄像头。请重试。',
  },
  orChoose: '也可以选择一张照片。',
  engine: '人脸模型无法完成此操作。请重试。',
  files: {
    [CODES.NO_FACE]: '这张照片中没有找到人脸。',
    [CODES.UNDECODABLE]: '无法读取这张照片。',
    [CODES.UNUSABLE_FACE]: '这张照片中的人脸无法使用。',
    [CODES.EMPTY_PICTURE]: '此文件为空。',
    [CODES.NOT_A_PICTURE]: '此文件不是可用的照片。',
    other: '这张照片无法使用。请重试。',
  },
};

/** The built-in strings for a language tag such as "zh-CN"; English for all others. */
export function stringsFor(language: string): CaptureStrings {
  return isChinese(language) ? CHINESE : ENGLISH;
}

export function isChinese(language: string): boolean {
  return /^zh\b/i.test(language);
}
