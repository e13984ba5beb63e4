// A change that is stopped in the middle: what had left is told as changed, the rest as not reached.
import { removeCode } from '../../../sim/qrius/codes';
import type { Account } from '../../../sim/qrius/state';
import { NEW, SHEET, stop } from '../../support/desk';
import { act, type Coded, code, coded, row, status } from './helper';

const QRIUS = { qrius: { requestsPerMinute: 2 } };

test('codes of which no request left say that they were not reached', () => {
  const made: Coded = coded(6, QRIUS);
  made.world.user.setCells(
    SHEET,
    'B2',
    made.ids.map((_, at) => [`${NEW}/${at}`]),
  );
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
