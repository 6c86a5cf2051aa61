import { withDatabase } from './database';

/** From now on, calls to the retired hosts from any controlled page of this origin stay on the device. */
export function optIn(): Promise<void> {
  return withDatabase(async (db) => {
    await db.put('settings', true, 'installed');
  });
}

export function optOut(): Promise<void> {
  return withDatabase((db) => db.delete('settings', 'installed'));
}

export function isOptedIn(): Promise<boolean> {
  return withDatabase(async (db) => (await db.get('settings', 'installed')) === true);
}
