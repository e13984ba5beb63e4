// The scenario files of the examples: those that hold, and those that are still open.
import { patternOf } from '../../faults/shrink';
import { judge } from '../../sim/oracle/judge';
import { play } from '../../sim/scenario/play';
import { KNOWN } from './known';
import { namesIn, stored } from './stored';

/** A play takes about half a second, on a machine that is busy several. */
jest.setTimeout(60_000);

test.each(namesIn(''))('%s: nothing is violated, and all that was to happen happened', (name) => {
  const played = play(stored(name));
  expect(judge(played)).toEqual([]);
  expect(played.tape.missed).toEqual([]);
});

test.each(namesIn('open'))(
  'open/%s: violates what is known; once it no longer does, the file moves up',
  (name) => {
    const played = play(stored(`open/${name}`));
    expect(judge(played).map(patternOf)).toEqual(KNOWN[name]);
    expect(played.tape.missed).toEqual([]);
  },
);

test('each known pattern has its file', () => {
  expect(Object.keys(KNOWN).sort()).toEqual(namesIn('open').sort());
});
