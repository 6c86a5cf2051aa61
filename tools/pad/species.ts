/** What a film shows, with what it is. `beyond`: more than was asked of the checks, and counted apart. */
export const SPECIES = {
  genuine: { line: 'a living person who does what is asked for', attack: false, beyond: false },
  print: { line: 'a flat print, moved and bent', attack: true, beyond: false },
  'print-cut-eyes': {
    line: 'a print with holes, behind which living eyes blink',
    attack: true,
    beyond: false,
  },
  replay: { line: 'another session on a screen: other actions, other colours', attack: true, beyond: false },
  'replay-late': {
    line: 'a living person elsewhere, sent to a screen half a second late',
    attack: true,
    beyond: true,
  },
  swapped: { line: 'the face becomes another one in the middle', attack: true, beyond: false },
  'swapped-after': {
    line: 'the face becomes another one after the last action',
    attack: true,
    beyond: false,
  },
  'in-turns': { line: 'two people in turns', attack: true, beyond: false },
  repeated: { line: 'one frame, again and again', attack: true, beyond: false },
  still: { line: 'a photo that does not move, with fresh noise', attack: true, beyond: false },
  puppet: { line: 'a photo that a program moves as asked, on a screen', attack: true, beyond: true },
} as const;

export type Species = keyof typeof SPECIES;
