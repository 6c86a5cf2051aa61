import type { AdviceTable } from '../advice';
import { engine } from './engine';
import { persons } from './persons';
import { pictures } from './pictures';
import { requests } from './requests';

export const chinese: AdviceTable = { ...requests, ...pictures, ...persons, ...engine };
