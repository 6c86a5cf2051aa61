import type { RemoteGallery } from '../protocol';
import type { Connections } from './connections';
import { read } from './failure';
import { checkNewPassphrase } from './keys';
import { Export, Import, Transfers } from './transfer';

type TransferCalls = Pick<
  RemoteGallery,
  'beginExport' | 'readExport' | 'beginImport' | 'writeImport' | 'finishImport' | 'endTransfer'
>;

/** The calls of exports and imports, which come in parts. */
export function transferCalls(connections: Connections): TransferCalls {
  const transfers = new Transfers();
  return {
    beginExport: (appid, passphrase, skipDamaged, id, least) =>
      read(async () => {
        checkNewPassphrase(passphrase, least);
        const transfer = await transfers.begin(id, (ended) =>
          connections.run(appid, ({ gallery }) => Export.begin(gallery, passphrase, skipDamaged, ended)),
        );
        return { persons: transfer.of };
      }),
    readExport: (id) => read(async () => (await transfers.export(id)).next()),
    beginImport: (appid, passphrase, mode, id) =>
      read(async () => {
        await transfers.begin(id, (ended) =>
          connections.run(appid, ({ gallery }) => Import.begin(gallery, passphrase, mode, ended)),
        );
        return null;
      }),
    writeImport: (id, bytes) => read(async () => (await transfers.import(id)).write(bytes)),
    finishImport: (id) => read(async () => (await transfers.import(id)).finish()),
    endTransfer: (id) =>
      read(async () => {
        await transfers.end(id);
        return null;
      }),
  };
}
