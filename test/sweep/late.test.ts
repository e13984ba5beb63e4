// A request that was given up for lost and yet makes its code, after Qrius was asked for it and did not have it.
import type { Transport, WireRequest } from '../../sim/wire';
import { connected, createCodes } from '../support/desk';

test('a code that is made after the look-up is adopted when its slug turns out to be taken', () => {
  const late: WireRequest[] = [];
  let held = false;
  const around =
    (served: Transport): Transport =>
    (requests, now) => {
      const creates = requests.some(({ method }) => method === 'POST');
      // What was held back arrives just before the second try.
      if (creates && late.length > 0) served(late.splice(0), now);
      if (!creates || held) return served(requests, now);
      held = true;
      late.push(...requests);
      return requests.map(() => ({ kind: 'failed', reason: 'timeout', ms: 30_000 }));
    };
  const rows = [
    ['Name', 'URL', 'Slug'],
    ['A talk', 'https://example.com/a', 'a-talk'],
  ];
  const made = connected(rows, { qrius: { plan: 'PRO', rateHeaders: false }, around });
  createCodes(made);
  const ids = Object.keys(made.qrius.codes);
  expect(ids).toHaveLength(1);
  expect(made.world.table()[1]?.slice(3)).toEqual([ids[0], 'https://qrius.io/a-talk', '', 'Created']);
});
