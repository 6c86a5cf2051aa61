/** The last line of every script of the assets folder (`vite.config.ts`): without it a script was cut off. */
export const END_OF_SCRIPT = '/* mien: whole */';
