import type { Messages } from '../en';

export const installed: Messages['installed'] = {
  shared: {
    several: '共享了多张照片，这是第一张。',
    none: '没有共享照片，请在这里选择一张。',
    failed: '未能保留共享的照片，请在这里选择。',
  },
  sharedWaits: '登记任何人后，就会查看共享的照片。',
  opened: (name) => `${name} 已填入此表单。请输入其口令以导入。`,
  version: (version) => `版本 ${version}`,
  versionWaits: (version) => `版本 ${version}，新版本已准备好`,
};
