import type { UserConfig } from 'vite';

const demo: UserConfig = { root: import.meta.dirname };
export default demo;
