import { about } from './about';
import { api } from './api';
import { benchmark } from './benchmark';
import { errors } from './errors';
import { explore } from './explore';
import { fleet } from './fleet';
import { identify } from './identify';
import { installed } from './installed';
import { kiosk } from './kiosk';
import { peoplePage } from './people';
import { photo } from './photo';
import { shell } from './shell';
import { start } from './start';
import { verdict, verify } from './verify';

export const en = {
  name: 'English',
  ...shell,
  ...photo,
  ...peoplePage,
  start,
  verify,
  verdict,
  identify,
  installed,
  kiosk,
  explore,
  fleet,
  benchmark,
  api,
  about,
  errors,
};

/** Every sentence of the page. The other languages have the same. */
export type Messages = typeof en;
