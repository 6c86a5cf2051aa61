import { expect, it } from 'vitest';
import { withPlaces } from './search';

it('gives each place of a Chinese sentence a word, and leaves the rest', () => {
  expect(withPlaces('<p>放进陌生人 abc</p>')).toBe('<p>放进陌生人 进陌生人 陌生人 生人 人 abc</p>');
});
