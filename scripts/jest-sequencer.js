// The order of the test files: long ones first, so that the workers end together, and those with a browser spread over the whole
// run: they wait half their time, in which others can compute.
const { relative, join } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

const tests = join(__dirname, '..', 'test');

/** What the longest files take, in seconds, as measured. The order needs no more than about what they take. */
const SECONDS = {
  'scenarios/seeds.test.ts': 32,
  'demo/demo.test.ts': 27,
  'jobs/create/ways.test.ts': 24,
  'scripts/deploy.test.ts': 24,
  'sweep/edits.test.ts': 23,
  'sweep/changes.test.ts': 19,
  'jobs/stored.test.ts': 18,
  'demo/print.test.ts': 16,
  'demo/program.test.ts': 15,
  'sweep/teeth.test.ts': 15,
  'jobs/stop.test.ts': 10,
  'sweep/kills.test.ts': 9,
  'sweep/answers.test.ts': 7,
  'jobs/abandoned.test.ts': 7,
  'demo/jobs.test.ts': 7,
  'browser/bound.test.ts': 29,
  'browser/print.test.ts': 24,
  'browser/playground-tour.test.ts': 22,
  'browser/changes.test.ts': 21,
  'browser/scans.test.ts': 18,
  'browser/sidebar-jobs.test.ts': 16,
  'browser/sidebar-cuts.test.ts': 14,
  'browser/story.test.ts': 13,
  'browser/sidebar-uses.test.ts': 11,
};
/** What any other takes. */
const SHORT = 3;

const nameOf = ({ path }) => relative(tests, path);
const secondsOf = (file) => SECONDS[nameOf(file)] ?? SHORT;

/** Each file, and which part of the time of all of them has gone by when its turn comes, the longest first. */
function spread(files) {
  const total = files.reduce((sum, file) => sum + secondsOf(file), 0);
  let before = 0;
  return files
    .toSorted((a, b) => secondsOf(b) - secondsOf(a))
    .map((file) => {
      const at = before / total;
      before += secondsOf(file);
      return { file, at };
    });
}

module.exports = class extends Sequencer {
  sort(files) {
    const [browser, rest] = [true, false].map((wanted) =>
      spread(files.filter((file) => nameOf(file).startsWith('browser') === wanted)),
    );
    return [...rest, ...browser].sort((a, b) => a.at - b.at).map(({ file }) => file);
  }
};
