// maxWorkers: jest's own default is one worker on a machine of two cores.
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest-transform.js' },
  maxWorkers: 2,
};
