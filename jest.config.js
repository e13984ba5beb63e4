// Browser tests and clasp mostly wait: four workers keep two cores busy.
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest-transform.js' },
  maxWorkers: 4,
};
