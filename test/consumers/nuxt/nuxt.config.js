export default defineNuxtConfig({
  compatibilityDate: '2026-01-01',
  telemetry: false,
  // The consumers' own folder of that name is bundled as any other, not one that Nuxt keeps for itself.
  dir: { shared: 'between' },
  app: { head: { link: [{ rel: 'icon', href: 'data:,' }] } },
  vue: { compilerOptions: { isCustomElement: (tag) => tag === 'mien-capture' } },
});
