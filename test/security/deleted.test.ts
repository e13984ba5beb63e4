// A delete takes no ID from a row whose code may still be there.
import { addAccount } from '../../sim/qrius/state';
import { change } from '../../sim/sidebar';
import { connect } from '../../sim/trial';
import type { Transport } from '../../sim/wire';
import { connected, createCodes, type Desk, SHEET, shownRows, talks, wait } from '../support/desk';

const ids = ({ world }: Desk) => shownRows(world).map((row) => row['QR ID']);
const NOT_LISTED =
  'Not changed: this Qrius account does not list the code: it was deleted, is new, or belongs to another account.';
const words = ({ world }: Desk) => shownRows(world).map(({ Status }) => Status);
const remove = (made: Desk, deletes: number) =>
  change(made.world, { request: { kind: 'delete' }, deletes }, wait(made));

/** A Qrius that does not say whose a key is. */
const nameless =
  (inner: Transport): Transport =>
  (requests, now) =>
    inner(requests, now).map((answer, at) =>
      requests[at]?.url.endsWith('/users/me') && answer.kind === 'answer'
        ? { ...answer, status: 404, body: '{}' }
        : answer,
    );

test('a code of another account keeps its row, where Qrius names none', () => {
  const made = connected(talks(2), { around: nameless });
  createCodes(made);
  const before = ids(made);
  connect(made.world, made.qrius, addAccount(made.qrius, 'BUSINESS').key);
  made.world.user.setCells(SHEET, 'A4', [['Mine', 'https://example.com/mine']]);
  createCodes(made);
  remove(made, 1);
  expect(ids(made)).toEqual([...before, '']);
  expect(words(made)).toEqual([NOT_LISTED, NOT_LISTED, 'Deleted']);
});

test('a code that a list which lags behind does not show yet keeps its row', () => {
  const made = connected(talks(3), { qrius: { lists: { lagMs: 9_500 } } });
  made.world.user.select(['A2:A3'], SHEET);
  createCodes(made, 'selection');
  made.world.advance(60_000);
  made.world.user.select(['A4'], SHEET);
  createCodes(made, 'selection');
  const [, , last] = ids(made);
  remove(made, 2);
  expect(ids(made)).toEqual(['', '', last]);
  expect(words(made)).toEqual(['Deleted', 'Deleted', NOT_LISTED]);
});

test('a code that a list which is not whole leaves out keeps its row', () => {
  const made = connected(talks(3));
  createCodes(made);
  const [first] = ids(made);
  made.qrius.config.lists.totalOff = 1;
  const account = made.qrius.accounts[0];
  if (account) account.codeIds = account.codeIds.filter((id) => id !== first);
  remove(made, 2);
  expect(ids(made)).toEqual([first, '', '']);
  expect(words(made)).toEqual([NOT_LISTED, 'Deleted', 'Deleted']);
});
