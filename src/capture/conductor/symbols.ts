/** Line drawings in a square of 24, beside words that say the same. */
export const SYMBOLS = {
  look: 'M12 3a7 9 0 0 1 0 18a7 9 0 0 1 0-18M9 10v1.5M15 10v1.5M9.5 16h5',
  blink: 'M3 10c4 6 14 6 18 0M5.5 13.5L3.5 16M12 14.5V18M18.5 13.5l2 2.5',
  left: 'M21 12H4M10 5l-7 7l7 7',
  right: 'M3 12h17M14 5l7 7l-7 7',
  nod: 'M7 3v17M2.5 15.5L7 20l4.5-4.5M17 21V4M12.5 8.5L17 4l4.5 4.5',
  mouth: 'M12 2a7.5 10 0 0 1 0 20a7.5 10 0 0 1 0-20M9 8.5v1M15 8.5v1M12 13a2.5 3 0 0 1 0 6a2.5 3 0 0 1 0-6',
  done: 'M4 13l5.5 5.5L20 6',
  warning: 'M12 3L2 20.5h20zM12 9.5v5M12 17.2v.6',
} as const;

export type SymbolName = keyof typeof SYMBOLS;
