// The sequencer lets files with a browser, which wait half their time, run beside others. A third worker on two cores was a fifth
// faster for some files, but under load tests with a browser ran out of their time.
// `npm test` gives the workers four flags, which they inherit. 64 MB for new objects: collecting them took a fifth of the world's
// time. Code is compiled the first time it runs, and watched from then on: measured, a sixth less time for worlds, none for the rest.
// It is optimized only after it has run seven times as long as usual: each execution begins the bundle again, and most of what was
// optimized was thrown away. Measured: a fifth to two fifths less processor time for worlds.
// A worker that has nothing left to do still gives its memory back, page by page. Measured with 0.3 GB on a busy machine: a second, and
// jest waits half of one before it kills the worker and blames a leak. A worker that does leak is killed and reported, only later.
module.exports = {
  testEnvironment: '<rootDir>/scripts/jest-environment.js',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest-transform.js' },
  testSequencer: '<rootDir>/scripts/jest-sequencer.js',
  maxWorkers: 2,
  workerGracefulExitTimeout: 10_000,
};
