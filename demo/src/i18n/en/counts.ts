/** "1 face", "2 faces". */
export const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
export const faces = (n: number) => count(n, 'face', 'faces');
export const people = (n: number) => count(n, 'person', 'people');
export const photos = (n: number) => count(n, 'photo', 'photos');
