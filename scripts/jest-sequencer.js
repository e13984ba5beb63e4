// The order of the test files: long ones first, so that the workers end together, and those with a browser spread over the whole
// run: they wait half their time, in which others can compute.
const { relative, join } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

const tests = join(__dirname, '..', 'test');

/** What the longest files take, in seconds, as measured. The order needs no more than about what they take. */
const SECONDS = {
  'scenarios/seeds.test.ts': 24,
  'jobs/create/ways.test.ts': 19,
  'scripts/deploy.test.ts': 25,
  'demo/print.test.ts': 20,
  'demo/demo.test.ts': 15,
  'demo/program.test.ts': 14,
  'jobs/stored.test.ts': 11,
  'sweep/changes.test.ts': 12,
  'security/log.test.ts': 12,
  'sweep/edits.test.ts': 11,
  'jobs/stop.test.ts': 9,
  'sweep/kills.test.ts': 7,
  'sweep/teeth.test.ts': 7,
  'security/consent.test.ts': 7,
  'scenarios/examples.test.ts': 6,
  'security/moved-twin.test.ts': 6,
  'browser/bound.test.ts': 48,
  'browser/scans.test.ts': 48,
  'browser/sidebar-cuts.test.ts': 47,
  'browser/print.test.ts': 46,
  'browser/playground-tour.test.ts': 43,
  'browser/changes.test.ts': 40,
  'browser/sidebar-jobs.test.ts': 32,
  'browser/sheets.test.ts': 24,
  'browser/print-views.test.ts': 23,
  'browser/changes-views.test.ts': 22,
  'browser/help.test.ts': 22,
  'browser/sidebar-uses.test.ts': 21,
  'browser/playground.test.ts': 20,
  'browser/sidebar-views.test.ts': 20,
  'browser/story.test.ts': 18,
  'browser/sidebar.test.ts': 14,
  'browser/print-entry.test.ts': 10,
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
