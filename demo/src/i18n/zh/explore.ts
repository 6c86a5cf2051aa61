import type { Messages } from '../en';

export const explore: Messages['explore'] = {
  lead: '两张人脸有多相似？如果当作同一个人，出错的可能有多大？',
  first: '第一张照片',
  second: '第二张照片',
  compare: '比较两张照片',
  answers: {
    yes: '是，这是同一个人。',
    unsure: '不确定是不是同一个人。请在更好的光线下另拍照片。',
    no: '不是，这是两个不同的人。',
  },
  meanwhile: '此时可以先选择两张照片，或阅读下面的内容。',
  curves: '置信度的含义',
  curvesLead: (pairs) =>
    `在新闻照片（LFW 开发部分）上测得：不同人之间的 ${pairs} 次比较。每个置信度对应一个误识率；代价是只登记一张照片时，本人未被认出的频率。`,
  fmr: '误识率（FMR）',
  fnmr: '拒识率（FNMR）',
  similarity: '相似度',
  rate: '比率',
  levels: '各档置信度',
  level: '置信度',
  oneIn: (n) => `1 / ${n}`,
  missed: '本人未被认出',
  noFnmr: '未测量',
  chart: '随相似度变化的误识率与拒识率',
  model: '模型',
};
