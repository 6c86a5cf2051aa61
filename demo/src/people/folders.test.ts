import { expect, it } from 'vitest';
import { byFolder } from './folders';

function file(path: string, type = 'image/jpeg'): File {
  return Object.defineProperty(
    new File(['x'], path.split('/').at(-1) ?? '', { type }),
    'webkitRelativePath',
    {
      value: path,
    },
  );
}

it('gives each person the photos of their folder, however deep it lies', () => {
  const named = byFolder([
    file('staff/Ann_Lee/1.jpg'),
    file('staff/Bob/1.png', 'image/png'),
    file('staff/Ann_Lee/2.jpg'),
    file('staff/2025/Cem/a.jpg'),
  ]);
  expect(named.map(({ name, photos }) => [name, photos.map((photo) => photo.name)])).toEqual([
    ['Ann Lee', ['1.jpg', '2.jpg']],
    ['Bob', ['1.png']],
    ['Cem', ['a.jpg']],
  ]);
});

it('leaves out what is no photo, and what lies in no person’s folder', () => {
  expect(byFolder([file('staff/Ann/notes.txt', 'text/plain'), file('staff/loose.jpg')])).toEqual([]);
});
