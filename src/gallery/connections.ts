import { checkId } from '../protocol';
import { type GalleryDatabase, openGallery } from './schema';
import { read } from './transaction';

/**
 * One connection an appid, opened when first asked for, and again after another tab's upgrade or the browser has
 * closed it. −1301, −1304, −1313 for an appid that is no id; −1200 when the database cannot be opened.
 */
export function createConnections(): (appid: string) => Promise<GalleryDatabase> {
  const opened = new Map<string, Promise<GalleryDatabase>>();

  function open(appid: string): Promise<GalleryDatabase> {
    const close = () => {
      void connection.then((db) => db.close());
      if (opened.get(appid) === connection) opened.delete(appid);
    };
    const connection = read(() => openGallery(appid, close)).catch((error: unknown) => {
      opened.delete(appid);
      throw error;
    });
    opened.set(appid, connection);
    return connection;
  }

  return async (appid) => {
    checkId('appid', appid);
    return opened.get(appid) ?? open(appid);
  };
}
