import { signal } from '@preact/signals';
import { addressOf } from './route';

/** https://wicg.github.io/web-app-launch/: browsers that open files with installed pages have it. */
interface LaunchQueue {
  setConsumer(consumer: (launch: Launch) => void): void;
}

interface Launch {
  readonly files?: readonly Pick<FileSystemFileHandle, 'getFile'>[];
}

/** A file of people that this application was opened with, until the form that imports it has it. */
export const launchFile = signal<File | undefined>(undefined);

/**
 * Has the browser hand over files that it opens with this application, from now on: they come to the form that imports them, and the
 * person decides there. Of several the first: each has a passphrase.
 */
export function takeLaunches(): void {
  const page: typeof globalThis & { readonly launchQueue?: LaunchQueue } = globalThis;
  page.launchQueue?.setConsumer(async ({ files: [handle] = [] }) => {
    if (handle === undefined) return;
    launchFile.value = await handle.getFile();
    location.hash = addressOf('keeping');
  });
}
