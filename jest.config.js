// maxWorkers: jest's own default is one worker on a machine of two cores; more than two were measured to be slower.
// `npm test` gives the workers three flags, which they inherit. 64 MB for new objects: collecting them took a fifth of the world's
// time. Code is compiled the first time it runs, and watched from then on: measured, a sixth less time for worlds, none for the rest.
module.exports = {
  testEnvironment: '<rootDir>/scripts/jest-environment.js',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest-transform.js' },
  maxWorkers: 2,
};
