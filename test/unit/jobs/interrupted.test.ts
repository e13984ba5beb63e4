// Creating codes: what an execution that was cut off left.
import { interrupted } from '../../../src/jobs/create/in-flight';
import { settle } from '../../../src/jobs/create/settle';
import type { Row } from '../../../src/table/rows';
import { creating, queued, unconfirmed } from '../../../src/table/status';
import { CODE, created, lookedUpAs, lost, marked, rowsOf, tokenOf } from './creating';

describe('what an execution that was cut off left behind', () => {
  const left = (inFlight: string[], rows: Row[]) => {
    const { requests, presumed } = interrupted(inFlight, rows);
    return {
      requests: requests.map(({ token: name, inputs, tries }) => [name, inputs.name, tries]),
      presumed: Object.fromEntries(presumed),
    };
  };

  test('is each row with a token that may have left, a copied one once', () => {
    const doubtful = tokenOf('B', 'bbbb');
    const rows = rowsOf(
      marked('A'),
      marked('A'),
      ['B', '', '', unconfirmed(doubtful, 1)],
      ['C', '', '', queued(0)],
    );
    expect(left([tokenOf('A'), doubtful], rows)).toEqual({
      requests: [
        [tokenOf('A'), 'A', 0],
        [doubtful, 'B', 1],
      ],
      presumed: {},
    });
  });
  test('is a token whose row is gone', () => {
    expect(left([tokenOf('A')], rowsOf(['B', '', '', queued(0)]))).toEqual({
      requests: [[tokenOf('A'), '', 0]],
      presumed: {},
    });
  });
  test('is not what was written already, but a code that is there may be a duplicate’s: the look-up decides', () => {
    const rows = rowsOf(['A', '', '1', 'Created'], ['B', '', '', 'Failed: No.'], ['C', '', '', queued(1)]);
    expect(
      left(
        ['A', 'B', 'C'].map((name) => tokenOf(name)),
        rows,
      ),
    ).toEqual({
      requests: ['A', 'B', 'C'].map((name) => [tokenOf(name), '', 0]),
      presumed: { [tokenOf('A')]: 'done', [tokenOf('B')]: 'failed' },
    });
  });
  test('is a row whose Status the user cleared', () => {
    expect(left([tokenOf('A')], rowsOf(['A', '', '', ''])).requests).toEqual([[tokenOf('A'), 'A', 0]]);
  });
  test('goes to the row with the inputs that were sent, where a sort parted these from the mark', () => {
    const rows = rowsOf(['B', '', '', creating(tokenOf('A'), 0)], ['A', '', '', queued(0)]);
    const [request] = interrupted([tokenOf('A')], rows).requests;
    const { patches } = settle(request ? [{ request, result: created }] : [], rows, true);
    expect(patches.get(1)?.status).toBe(queued(0));
    expect(patches.get(2)?.id).toBe(CODE.id);
  });
  test('says with which values its code was created, where the row was edited since', () => {
    const rows = rowsOf(['A2', '', '', creating(tokenOf('A'), 0)]);
    const [request] = interrupted([tokenOf('A')], rows).requests;
    const found = request && lookedUpAs(request, lost('nobody'), [CODE]);
    const { patches } = settle(found ? [found] : [], rows, true);
    expect(patches.get(1)?.status).toMatch(/the row was edited since: the code is for “A”/);
  });
});
