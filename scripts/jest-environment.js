// The environment of a test file. What is no test (src, sim, playground, scripts) is loaded once a worker, not once a file: it
// stays compiled and warm, and so does what it loads, as the driver of the browser. Measured: a third of the time of most files.
require('tsx/cjs');
const { TestEnvironment } = require('jest-environment-node');

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.loadOnce = require;
  }
};
