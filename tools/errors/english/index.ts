import type { AdviceTable } from '../advice';
import { engine } from './engine';
import { persons } from './persons';
import { pictures } from './pictures';
import { requests } from './requests';

export const english: AdviceTable = { ...requests, ...pictures, ...persons, ...engine };
