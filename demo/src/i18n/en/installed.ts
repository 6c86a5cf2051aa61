/** What the page says as an application of its own. */
export const installed = {
  shared: {
    several: 'Several photos were shared. This is the first one.',
    none: 'No photo was shared. Choose one here.',
    failed: 'The shared photo could not be kept. Choose it here.',
  },
  sharedWaits: 'The shared photo is looked at as soon as somebody is known here.',
  opened: (name: string) => `${name} is in this form. Enter its passphrase to import it.`,
  version: (version: string) => `Version ${version}`,
  versionWaits: (version: string) => `Version ${version}, a newer one is ready`,
};
