import type { Messages } from '../en';

export const identify: Messages['identify'] = {
  lead: '照片里有谁？每张人脸都会与所有已登记的人比较。',
  group: '查找范围',
  threshold: '达到此置信度才显示姓名',
  found: (n, named) => `找到 ${n} 张人脸，认出 ${named} 张。`,
  unknown: '未知',
  face: (n) => `人脸 ${n}`,
  candidates: '最相似',
  noCandidates: '没有可供比较的人员。',
  nobody: '尚未登记任何人：可以找到人脸，但没有可供比较的人员。',
};
