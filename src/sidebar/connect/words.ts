// Sentences of connecting to Qrius and of changing the key.

export const words = {
  connectTitle: 'Connect to Qrius',
  changeTitle: 'Change your API key',
  removed: {
    forgetKey: 'Your key was removed. Your codes and rows didn’t change.',
    removeEverything: 'Everything you chose was removed. Your codes and rows didn’t change.',
  },
  intro: 'Create a QR code for every row of this sheet. Connect your Qrius account to start.',
  steps: ['Get your API key in Qrius', 'Paste it here', 'Create codes from your rows'],
  createAccount: 'Create a Qrius account',
  currentKey: (ending: string) =>
    `Your current key ends in ${ending} and stays active until the new one is accepted.`,
  rejectedKey: (ending: string) =>
    `Qrius rejected your current key, which ends in ${ending}. Paste another one.`,
  key: 'API key',
  /** `link` is the name of the site, between `before` and `after`. */
  keyHint: {
    before: 'Find it in ',
    link: 'Qrius',
    after:
      ' under Settings → API Keys. It’s stored for you only. Afterwards, only its last four characters are shown.',
  },
  keyMissing: 'Paste your API key.',
  name: 'Your name',
  nameHint: 'Colleagues see it next to your jobs in this sheet.',
  nameMissing: 'Enter a name your colleagues will recognize.',
  editors: {
    title: 'Who else could use your key?',
    risk: 'Anyone who may edit this sheet may also edit a script inside it. Their code would run as you when you next click here, and within the hour if you own a trigger. It could read your key.',
    advice: 'To be safe, use one of these:',
    ways: [
      'a sheet of your own that holds the script and the codes, which others may only view',
      'the version from Google’s store, where there is one: editors can’t change its script',
      'a key for this sheet alone, which you can revoke in Qrius',
    ],
  },
  connect: 'Connect',
  connecting: 'Connecting…',
  changeKey: 'Change key',
  changing: 'Checking the key…',
};
