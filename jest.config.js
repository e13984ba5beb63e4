// maxWorkers: jest's own default is one worker on a machine of two cores; more than two were measured to be slower.
// `npm test` gives the workers 64 MB for new objects, by a flag that they inherit: collecting them took a fifth of the world's time.
module.exports = {
  testEnvironment: '<rootDir>/scripts/jest-environment.js',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest-transform.js' },
  maxWorkers: 2,
};
