import type { DefaultTheme, LocaleSpecificConfig } from 'vitepress';
import { entriesOfPackage } from '../../tools/docs/entries.ts';

type Locale = LocaleSpecificConfig<DefaultTheme.Config> & { readonly label: string };
type Titles = Readonly<Record<keyof typeof GUIDE, string>>;

/** The guide's pages in order, each in both languages. */
const GUIDE = {
  'quick-start': 'Quick start',
  frameworks: 'Bundlers and frameworks',
  camera: 'The camera',
  'several-photos': 'Several photos of a person',
  duplicates: 'Who is enrolled twice?',
  liveness: 'Is somebody there?',
  threshold: 'Choose a threshold',
  rights: 'People’s rights',
  offline: 'Work offline',
  fleet: 'A fleet of devices',
  'security-headers': 'Security headers',
  models: 'Models',
  'changing-models': 'Change the model',
  'renewable-templates': 'Renewable templates',
  errors: 'Errors and what to do',
  'from-cloud-api': 'From the cloud API',
  'from-face-api': 'From face-api.js',
  'from-human': 'From human',
  examples: 'Examples',
  demo: 'The demo',
};

const guideInChinese: Titles = {
  'quick-start': '快速开始',
  frameworks: '打包工具与框架',
  camera: '摄像头',
  'several-photos': '每人多张照片',
  duplicates: '查找重复登记',
  liveness: '活体检测',
  threshold: '选择阈值',
  rights: '个人权利',
  offline: '离线使用',
  fleet: '设备群',
  'security-headers': '安全响应头',
  models: '模型',
  'changing-models': '更换模型',
  'renewable-templates': '可更新的模板',
  errors: '错误与处理',
  'from-cloud-api': '从云端接口迁移',
  'from-face-api': '从 face-api.js 迁移',
  'from-human': '从 human 迁移',
  examples: '示例',
  demo: '演示应用',
};

const items = (folder: string, titles: Readonly<Record<string, string>>): DefaultTheme.SidebarItem[] =>
  Object.entries(titles).map(([name, text]) => ({ text, link: `${folder}/${name}` }));

const reference: DefaultTheme.SidebarItem[] = [
  {
    text: 'Reference',
    items: items('/reference', {
      options: 'Options',
      capture: '&lt;mien-capture&gt;',
      api: 'The v1 API',
      wire: 'The v1 wire',
    }),
  },
  {
    text: 'Library',
    items: entriesOfPackage().map(({ name }) => ({ text: name, link: `/reference/library/${name}` })),
  },
];

const measured: DefaultTheme.SidebarItem[] = [
  {
    text: 'Measured',
    items: items('/measured', {
      overview: 'Overview',
      accuracy: 'Accuracy',
      robustness: 'Robustness',
      liveness: 'Liveness',
      performance: 'Performance',
      benchmarks: 'Benchmarks',
      security: 'Security',
      demo: 'The demo',
    }),
  },
];

const inside: DefaultTheme.SidebarItem[] = [
  {
    text: 'Inside',
    items: [
      ...items('/inside', {
        architecture: 'Architecture',
        storage: 'Storage',
        'archive-format': 'Archive format',
        'model-files': 'Model files',
      }),
      { text: 'Decisions', link: '/decisions/' },
      ...items('/inside', { 'third-party': 'Third parties', changelog: 'Changes' }),
    ],
  },
];

export const english: Locale = {
  label: 'English',
  lang: 'en',
  description: 'Face verification on the device, in the browser, offline.',
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/guide/quick-start', activeMatch: '/guide/' },
      { text: 'Reference', link: '/reference/options', activeMatch: '/reference/' },
      { text: 'Measured', link: '/measured/overview', activeMatch: '/measured/' },
      { text: 'Inside', link: '/inside/architecture', activeMatch: '/inside/|/decisions/' },
    ],
    sidebar: {
      '/guide/': [{ text: 'Guide', items: items('/guide', GUIDE) }],
      '/reference/': reference,
      '/measured/': measured,
      '/inside/': inside,
      '/decisions/': inside,
    },
    notFound: {
      title: 'There is no such page',
      quote: 'The address may be wrong, or the page may have moved.',
      linkText: 'Go to the first page',
    },
  },
};

export const chinese: Locale = {
  label: '中文',
  lang: 'zh-CN',
  link: '/zh/',
  description: '在本机浏览器中离线进行人脸验证。',
  themeConfig: {
    nav: [
      { text: '指南', link: '/zh/guide/quick-start', activeMatch: '/zh/guide/' },
      { text: '参考（英文）', link: '/reference/options' },
      { text: '测量（英文）', link: '/measured/overview' },
      { text: '内部（英文）', link: '/inside/architecture' },
    ],
    sidebar: { '/zh/guide/': [{ text: '指南', items: items('/zh/guide', guideInChinese) }] },
    outline: { level: [2, 3], label: '本页内容' },
    docFooter: { prev: '上一页', next: '下一页' },
    langMenuLabel: '切换语言',
    returnToTopLabel: '返回顶部',
    sidebarMenuLabel: '目录',
    darkModeSwitchLabel: '外观',
    lightModeSwitchTitle: '切换到浅色',
    darkModeSwitchTitle: '切换到深色',
    skipToContentLabel: '跳到内容',
    notFound: {
      title: '没有这个页面',
      quote: '地址可能有误，或页面已移动。',
      linkText: '回到首页',
    },
  },
};
