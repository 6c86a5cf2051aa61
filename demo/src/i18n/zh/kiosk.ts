import type { Messages } from '../en';

export const kiosk: Messages['kiosk'] = {
  title: '迎宾屏',
  lead: '有人来到摄像头前时，若其属于指定分组，就会受到欢迎。',
  living: '欢迎之前要求做一个照片做不到的动作',
  open: '打开迎宾屏',
  ways: '首次触摸后会全屏显示。按 Escape 键，或按住右下角两秒，即可返回。',
  nobody: '尚未登记任何人，因此无人可欢迎。',
  addPeople: '添加人员',
  invitation: '请看摄像头',
  looking: '请稍候',
  sign: '请按下方提示操作',
  welcome: (name) => `欢迎，${name}`,
  unsure: '不确定，请再来一次',
  unknown: '我不认识您',
  empty: (group) => `分组“${group}”中没有人`,
  emptyHint: '请先将人员加入此分组，或用另一个分组打开迎宾屏。一旦有人加入，就会自动继续。',
  leave: '离开迎宾屏：按住两秒',
};
