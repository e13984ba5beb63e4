// maxWorkers: tests with a browser wait half their time, so three workers keep two cores busy. Measured with files of both kinds:
// 75 s, with two workers 96 s. The sequencer lets some of each kind run together.
// `npm test` gives the workers three flags, which they inherit. 64 MB for new objects: collecting them took a fifth of the world's
// time. Code is compiled the first time it runs, and watched from then on: measured, a sixth less time for worlds, none for the rest.
module.exports = {
  testEnvironment: '<rootDir>/scripts/jest-environment.js',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest-transform.js' },
  testSequencer: '<rootDir>/scripts/jest-sequencer.js',
  maxWorkers: 3,
};
