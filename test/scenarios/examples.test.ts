// The scenario files of the examples: those that hold, and those that show what the platform cannot prevent.
import { patternOf } from '../../faults/shrink';
import { judge, judgeAll } from '../../sim/oracle/judge';
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

test.each(namesIn('unpreventable'))(
  'unpreventable/%s: violates what is known; once it no longer does, the file moves up',
  (name) => {
    const played = play(stored(`unpreventable/${name}`));
    expect(judgeAll(played).map(patternOf)).toEqual(KNOWN[name]);
    expect(played.tape.missed).toEqual([]);
  },
);

test('each known pattern has its file', () => {
  expect(Object.keys(KNOWN).sort()).toEqual(namesIn('unpreventable').sort());
});

test('a job that gave codes to rows which it was not asked for ends with a result', () => {
  const { tape } = play(stored('deleted-rows-undone-during-the-next-job-then-cut-off'));
  expect(tape.rests.at(-1)?.view).toMatchObject({ phase: 'ended', total: 4, done: 1, already: 3 });
});
