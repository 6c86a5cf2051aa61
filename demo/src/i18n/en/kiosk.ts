export const kiosk = {
  title: 'Kiosk',
  lead: 'A screen that greets whoever comes before the camera, if they are in a group.',
  living: 'Ask for a movement before a welcome, which a photo cannot make',
  open: 'Open the kiosk',
  ways: 'The first touch makes it fill the screen. The key Escape leads back, as does its lower right corner, held for two seconds.',
  nobody: 'Nobody is enrolled yet, so nobody could be greeted.',
  addPeople: 'Add people',
  invitation: 'Look at the camera',
  looking: 'One moment, please',
  sign: 'Please do what is asked below',
  welcome: (name: string) => `Welcome, ${name}`,
  unsure: 'Not sure: once more, please',
  unknown: 'I do not know you',
  empty: (group: string) => `Nobody is in the group “${group}”`,
  emptyHint:
    'Add people to it, or open the kiosk with another group. It goes on by itself once somebody is there.',
  leave: 'Leave the kiosk: hold for two seconds',
};
