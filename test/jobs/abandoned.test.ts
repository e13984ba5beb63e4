// A job that was cut off while it began leaves the user's own columns alone.
import { ask } from '../../sim/sidebar';
import { AFTER_LEASE_MS, connected, createCodes, shownRows, talks } from '../support/desk';

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
