// A change that is stopped in the middle: what had left is told as changed, the rest as not reached.
import { removeCode } from '../../../sim/qrius/codes';
import type { Account } from '../../../sim/qrius/state';
import { get } from '../../../sim/sidebar';
import { NEW, SHEET, stop } from '../../support/desk';
import { act, type Coded, code, coded, row, status } from './helper';

const QRIUS = { qrius: { requestsPerMinute: 2 } };

/** Six codes with a URL of their own to be sent. */
function newUrls(): Coded {
  const made = coded(6, QRIUS);
  made.world.user.setCells(
    SHEET,
    'B2',
    made.ids.map((_, at) => [`${NEW}/${at}`]),
  );
  return made;
}

test('codes of which no request left say that they were not reached', () => {
  const made = newUrls();
  made.meanwhile = () => void stop(made);
  act(made, { request: { kind: 'column' } });
  const changed = made.ids
    .map((_, at) => at + 1)
    .filter((number) => code(made, number).destinationUrl.startsWith(NEW));
  expect(changed.length).toBeGreaterThan(0);
  expect(changed.length).toBeLessThan(6);
  for (const number of [1, 2, 3, 4, 5, 6])
    expect(status(made, number + 1)).toBe(
      changed.includes(number) ? 'Changed: destination' : 'Stopped before it was changed',
    );
});

test('codes whose request left, and of which it was not known yet who failed, are looked up', () => {
  const made: Coded = coded(9, QRIUS);
  made.world.faults.push({
    at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
    when: 'before',
    do: { kind: 'act', act: () => removeCode(made.qrius, made.qrius.accounts[0] as Account, code(made, 5)) },
  });
  made.meanwhile = () => void stop(made);
  act(made, { request: { kind: 'destination', url: NEW } });
  for (const number of [1, 2, 3, 4, 6, 7, 8, 9])
    expect([code(made, number).destinationUrl, row(made, number + 1)[1], status(made, number + 1)]).toEqual([
      NEW,
      NEW,
      'Changed: destination',
    ]);
  expect(status(made, 6)).toMatch(/^Not changed: |^Stopped before it was changed$/);
});

test('where a header was doubled as requests left, what was changed is counted, and can be undone', () => {
  const made = newUrls();
  made.world.faults.push({
    at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
    when: 'after',
    do: { kind: 'act', act: () => made.world.user.setCell(SHEET, 'G1', 'URL') },
  });
  act(made, { request: { kind: 'column' } });
  stop(made);
  const changed = () => made.ids.filter((id) => made.qrius.codes[id]?.destinationUrl.startsWith(NEW));
  const done = changed().length;
  expect(done).toBeGreaterThan(0);
  expect(get(made.world, 'getJob', null)).toMatchObject({ phase: 'ended', done });
  made.world.user.clearCell(SHEET, 'G1');
  act(made, { request: { kind: 'undo', job: null } });
  expect(changed()).toEqual([]);
});
