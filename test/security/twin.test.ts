// One ID that Qrius answers to two creates: the code of one row never becomes another's.

import type { Transport } from '../../sim/wire';
import { creates, wrongRows } from '../jobs/create/helper';
import { connected, createCodes, type Desk, logLines, SHEET, shownRows, talks } from '../support/desk';

const NAMED = 'Failed: Qrius answered with the ID of another row’s code, 3 times. Run again to check.';
const cells = ({ world }: Desk, header: string) => shownRows(world).map((row) => row[header]);

/** A service that takes every code for its first one, and creates no other. */
function always(inner: Transport): Transport {
  let first: ReturnType<Transport>[number] | null = null;
  return (requests, now) =>
    requests.map((request) => {
      const isCreate = request.method === 'POST';
      if (isCreate && first) return first;
      const [result] = inner([request], now);
      if (!result) throw new Error('no answer');
      if (isCreate) first = result;
      return result;
    });
}

test.each([1, 2])(
  'in batch %i it is told apart: each row has its own code, and each code one line of the log',
  (batch) => {
    const nth = batch === 1 ? 3 : 8;
    const made = connected(talks(12), {
      qrius: { faults: [{ at: { nth, method: 'POST' }, do: { kind: 'formerId' } }] },
    });
    expect(createCodes(made)).toMatch(/^Done\. 12 created/);
    expect(wrongRows(made)).toEqual([]);
    expect(creates(made)).toHaveLength(12);
    const lines = logLines(made).filter(({ Action }) => Action === 'Create');
    expect(lines.map((line) => line['QR ID']).sort()).toEqual(Object.keys(made.qrius.codes).sort());
  },
);

/** A cache that gives, to one create, the answer to the first. */
function cached(stale: number): (inner: Transport) => Transport {
  const bodies: string[] = [];
  return (inner) => (requests, now) =>
    inner(requests, now).map((result, index) => {
      if (requests[index]?.method !== 'POST' || result.kind !== 'answer') return result;
      bodies.push(result.body);
      return bodies.length === stale ? { ...result, body: bodies[0] ?? '' } : result;
    });
}

test.each(['another tab', 'a row that was deleted'])(
  'the code of %s is none that a row was given',
  (where) => {
    const made = connected(talks(2), { around: cached(3) });
    createCodes(made);
    const [former] = Object.values(made.qrius.codes);
    if (where === 'another tab') {
      made.world.user.edit({ kind: 'insertSheet', name: 'More' });
      made.world.user.select(['A1'], 'More');
    } else made.world.user.deleteRow(SHEET, 2);
    const sheet = where === 'another tab' ? 'More' : SHEET;
    const row = where === 'another tab' ? 2 : 3;
    if (row === 2) made.world.user.setCells(sheet, 'A1', [['Name', 'URL']]);
    made.world.user.setCells(sheet, `A${row}`, [['Other', 'https://example.org/other']]);
    expect(createCodes(made)).toMatch(/^Done\. 1 created/);
    const own = Object.values(made.qrius.codes).find(({ name }) => name === 'Other');
    const shown = shownRows(made.world, sheet).find(({ Name }) => Name === 'Other');
    expect(shown).toMatchObject({ 'QR ID': own?.id, 'Short URL': `https://qrius.io/${own?.slug}` });
    expect(own?.id).not.toBe(former?.id);
    expect(Object.keys(made.qrius.codes)).toHaveLength(3);
  },
);

test('where no other code is created the row says so, and no cell of the first row or the log is written twice', () => {
  const made = connected(talks(3), { around: always });
  createCodes(made);
  expect(cells(made, 'Status')).toEqual(['Created', NAMED, NAMED]);
  expect(cells(made, 'QR ID').slice(1)).toEqual(['', '']);
  expect(cells(made, 'Short URL').slice(1)).toEqual(['', '']);
  expect(logLines(made).filter(({ Action }) => Action === 'Create')).toHaveLength(1);
  expect(Object.keys(made.qrius.codes)).toHaveLength(1);
});
