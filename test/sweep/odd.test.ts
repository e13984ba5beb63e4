// Sheets in which something is left over: marks beside IDs, rows of an earlier job, a copied tab; and two disturbances in one run.
import { get } from '../../sim/sidebar';
import { connect, type Trial, trial } from '../../sim/trial';
import { AFTER_LEASE_MS, addCodes, connected, createCodes } from '../support/desk';
import { createJob } from './create-job';
import { EDITS } from './edits';
import { violations } from './invariants';
import { disturbed, undisturbed } from './run';

const HEADERS = ['Name', 'URL', 'Slug', 'QR ID', 'Short URL', 'QR code image', 'Status'];
const row = (n: number, status = '', id = ''): string[] => [
  `Talk ${n}`,
  `https://example.com/${n}`,
  '',
  id,
  id && `https://qrius.io/${id}`,
  '',
  status,
];
const statuses = ({ world }: Trial) =>
  world
    .table()
    .slice(1)
    .map((cells) => cells[6]);
const MARK = 'Creating… k3f9-7ab2c';

test('a row that a user gave an ID while it was marked is taken for created, and the job ends', () => {
  const made = trial([
    HEADERS,
    row(1, `In doubt k3f9-7ab2c: Qrius did not say`, 'qr_mine'),
    row(2, MARK, 'qr_pasted'),
    row(3),
  ]);
  expect(createCodes(made)).toMatch(/^Done\. 1 created, 2 already there/);
  expect(statuses(made)).toEqual(['Created', 'Created', 'Created']);
  expect(Object.keys(made.qrius.codes)).toHaveLength(1);
});

test('rows that an earlier job left in its queue get no code unless they are selected', () => {
  const made = trial([HEADERS, row(1), row(2, 'Queued'), row(3, 'Queued (try 2)')]);
  made.world.user.select(['A2']);
  createCodes(made, 'selection');
  expect(statuses(made)).toEqual([
    'Created',
    'Stopped before it was created',
    'Stopped before it was created',
  ]);
  expect(Object.keys(made.qrius.codes)).toHaveLength(1);
});

test('a job that was cut off while it began can be stopped, and its rows say so', () => {
  const made = trial([HEADERS, row(1), row(2)]);
  made.world.faults.push({
    at: { name: 'Properties.setProperties', nth: 2 },
    when: 'before',
    do: { kind: 'kill', pendingWrites: 'applied' },
  });
  createCodes(made);
  made.world.advance(AFTER_LEASE_MS);
  expect(get(made.world, 'stopJob', null)).toMatchObject({ phase: 'ended' });
  expect(Object.keys(made.qrius.codes)).toHaveLength(0);
  expect(createCodes(made)).toMatch(/^Done\. 2 created/);
});

test('the marks of a copied tab never adopt the codes of the tab it was copied from', () => {
  const users = [{ id: 'owner', email: 'owner@example.com' }];
  const made = trial([HEADERS, row(1), row(2)], {}, { users });
  createCodes(made);
  const [first = [], second = []] = made.world.table().slice(1);
  const copied = [HEADERS, row(1, MARK), row(2, MARK.replace('k3f9', 'k3g0'))];
  const again = trial(
    copied,
    {},
    {
      users,
      document: {
        sheets: [
          { name: 'Copy', rows: copied },
          { name: 'First', rows: [HEADERS, first, second] },
        ],
      },
    },
  );
  // The same account, which holds the codes of the first tab.
  Object.assign(again.qrius, structuredClone(made.qrius));
  connect(again.world, again.qrius);
  createCodes(again);
  // No job of this user made these marks: only the user knows whether the rows have codes, and the rows say how to go on.
  const [ids, statuses] = [3, 6].map((column) =>
    again.world
      .table('Copy')
      .slice(1)
      .map((cells) => cells[column]),
  );
  expect(ids).toEqual(['', '']);
  expect(statuses).toEqual(
    Array(2).fill(expect.stringMatching(/^Unconfirmed .*clear this cell and run again/)),
  );
  expect(Object.keys(again.qrius.codes)).toHaveLength(2);
});

test('codes of a sheet that is deleted in the middle are told of, those in flight too', () => {
  const made = trial(
    [HEADERS, row(1), row(2), row(3)],
    {},
    {
      document: { sheets: [{ name: 'Sheet1', rows: [HEADERS, row(1), row(2), row(3)] }, { name: 'Other' }] },
    },
  );
  made.world.faults.push({
    at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
    when: 'after',
    do: { kind: 'deleteSheet', sheet: 'Sheet1' },
  });
  const said = createCodes(made);
  expect(said).toMatch(/The job was given up\. 3 created/);
  for (const id of Object.keys(made.qrius.codes)) expect(said).toContain(id);
});

test('a code that a foreign mark points to is told of where the sheet is deleted before the row could say so', () => {
  const made = connected([HEADERS, row(1, 'Creating… bcdfghjkm-1a2b3-abcdefg'), row(2)], {
    world: {
      document: {
        sheets: [
          { name: 'Sheet1', rows: [HEADERS, row(1, 'Creating… bcdfghjkm-1a2b3-abcdefg'), row(2)] },
          { name: 'Other' },
        ],
      },
    },
  });
  const [code] = addCodes(
    made,
    'Z9',
    [{ name: 'Talk', destinationUrl: 'https://example.com/1', slug: 'bcdfghjkm' }],
    { cells: () => [''] },
  );
  made.world.faults.push({
    at: { name: 'UrlFetchApp.fetchAll', nth: 1 },
    when: 'after',
    do: { kind: 'deleteSheet', sheet: 'Sheet1' },
  });
  const said = createCodes(made);
  expect(made.world.faults).toEqual([]);
  expect(said).toContain(code?.id);
  expect(said).toMatch(/The job was given up. 0 created.*1 code is in no row. It may be the code of a row/s);
});

test.each(EDITS)(
  'somebody $title while the execution is killed with requests in flight',
  ({ edit, expect: expected }) => {
    const job = createJob();
    const fetches = undisturbed(job).filter(({ name }) => name === 'UrlFetchApp.fetchAll');
    for (const { execution, k } of fetches.slice(1)) {
      const ended = disturbed(
        job,
        { execution, k, when: 'after' },
        {
          kind: 'edit',
          edit: (world) => {
            edit(world);
            world.faults.push({
              at: { k: k + 1 },
              execution: world.state.executions,
              when: 'before',
              do: { kind: 'kill', pendingWrites: 'lost' },
            });
          },
        },
      );
      // A partial sort while nobody runs the job is the user's own: rows that had their code are torn for good.
      const torn =
        expected(ended.before, { beforeFirstRead: false, between: false, after: true }).unpaired ?? false;
      const found = violations(ended, {
        ...expected(ended.before, { beforeFirstRead: false, between: true, after: false }),
        unpaired: torn,
      });
      expect([execution, k, found]).toEqual([execution, k, []]);
    }
  },
);
