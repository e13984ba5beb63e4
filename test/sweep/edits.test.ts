// The sweep, user edits: at every service call of a run somebody sorts, inserts, deletes, copies, edits or clears.
import { builtCode } from '../../sim/trial';
import { EDITS } from './edits';
import { violations } from './invariants';
import { disturbed, undisturbed } from './run';

const code = builtCode();
const calls = undisturbed(code);
const reads = calls.filter(({ name }) => name === 'Range.getDisplayValues').map(({ k }) => k);
const [firstRead = 0, lastRead = 0] = [reads[0], reads[reads.length - 1]];

test('an undisturbed run reads the sheet and ends well', () => {
  expect(violations(disturbed(code, null, { kind: 'throw', message: '' }))).toEqual([]);
  expect(reads.length).toBeGreaterThan(3);
});

describe.each(EDITS)('somebody $title', ({ edit, expect: expected }) => {
  test('at any service call, and no code is lost, doubled or beside the wrong row', () => {
    const faults = calls.flatMap(({ k, name }) => {
      const ended = disturbed(code, { k, when: 'before' }, { kind: 'edit', edit });
      const when = { beforeFirstRead: k <= firstRead, afterLastRead: k > lastRead };
      return violations(ended, expected(ended.before, when)).map(
        (fault) => `before call ${k}, ${name}: ${fault}`,
      );
    });
    expect(faults).toEqual([]);
  });
});
