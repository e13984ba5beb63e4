// The sequencer lets files with a browser, which wait half their time, run beside others. A third worker on two cores was a fifth
// faster for some files, but under load tests with a browser ran out of their time.
// `npm test` gives the workers three flags, which they inherit. 64 MB for new objects: collecting them took a fifth of the world's
// time. Code is compiled the first time it runs, and watched from then on: measured, a sixth less time for worlds, none for the rest.
module.exports = {
  testEnvironment: '<rootDir>/scripts/jest-environment.js',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest-transform.js' },
  testSequencer: '<rootDir>/scripts/jest-sequencer.js',
  maxWorkers: 2,
};
