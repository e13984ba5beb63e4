// What a job that was cut off leaves: the user's own columns as they are, and a record that can be read.
import { ask } from '../../sim/sidebar';
import { AFTER_LEASE_MS, connected, createCodes, SHEET, shownRows, talks } from '../support/desk';
import { home } from './automation/helper';

test('a Status column of the user’s own keeps its words, also “Queued”', () => {
  const made = connected(talks(3, ['Status'], ['Queued']));
  made.world.user.setCell('Sheet1', 'C3', 'confirmed');
  // Before the add-on adds columns of its own.
  made.world.faults.push({
    at: { name: 'Range.setValues', nth: 1 },
    when: 'before',
    do: { kind: 'kill', pendingWrites: 'lost' },
  });
  createCodes(made);
  expect(made.world.faults).toEqual([]);
  made.world.advance(AFTER_LEASE_MS);
  ask(made.world, 'refreshScans', { scope: 'sheet' });
  made.world.advance(2 * 60 * AFTER_LEASE_MS);
  expect(shownRows(made.world).map(({ Status }) => Status)).toEqual(['Queued', 'confirmed', 'Queued']);
});

/** A record of a job with so many rows takes two properties, also after its first chunk. */
const ROWS = 1_500;
const CREATE = { scope: 'sheet', conflict: 'suffix', images: false, most: null } as const;

test.each([
  [2, 'first'],
  [2, 'last'],
  [3, 'first'],
  [3, 'last'],
] as const)('a job whose record is cut off in its save %i after the %s property continues', (nth, from) => {
  const made = connected([], {
    qrius: { totalCodes: ROWS },
    world: { document: { sheets: [{ name: SHEET, rows: talks(ROWS), maxRows: ROWS + 100 }] } },
  });
  const fault = { kind: 'killInSet', after: 1, from } as const;
  made.world.faults.push({ at: { name: 'Properties.setProperties', nth }, when: 'before', do: fault });
  expect(ask(made.world, 'createCodes', CREATE)).toBeNull();
  expect(made.world.faults).toEqual([]);
  const { job, notice } = home(made.world);
  // What it began is undone where nothing was sent: the next start finds the rows that are marked.
  expect(notice).toBeNull();
  if (nth > 2) expect(job).toMatchObject({ phase: 'running', total: ROWS, mine: true });
  made.world.advance(AFTER_LEASE_MS);
  if (nth > 2) ask(made.world, 'continueJob', null);
  createCodes(made, 'sheet', { images: false });
  expect(home(made.world)).toMatchObject({ job: { phase: 'ended', failed: 0 }, notice: null });
  expect(shownRows(made.world).filter(({ Status }) => Status !== 'Created')).toEqual([]);
  expect(Object.keys(made.qrius.codes)).toHaveLength(ROWS);
});
