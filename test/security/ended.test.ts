// What a job leaves when it ends, while colleagues and other windows of its owner are at work.
import { ask } from '../../sim/sidebar';
import { home } from '../jobs/automation/helper';
import {
  AFTER_LEASE_MS,
  colleague,
  connected,
  createCodes,
  hours,
  SHEET,
  shownRows,
  talks,
} from '../support/desk';
import { recordText } from '../support/record';

const CREATE = { scope: 'sheet', conflict: 'suffix', images: false, most: null } as const;

test('a colleague whose job does not begin leaves mine as it ended', () => {
  const made = connected(talks(2, ['Slug'], ['same']));
  createCodes(made, 'sheet', { conflict: 'stop' });
  const before = recordText(made.world.state.properties.document);
  expect(home(made.world).job).toMatchObject({ phase: 'ended', mine: true });
  const other = colleague(made);
  made.world.advance(AFTER_LEASE_MS);
  made.world.user.select(['A90'], SHEET);
  expect(ask(other, 'createCodes', { ...CREATE, scope: 'selection' })).toMatchObject({
    failure: { code: 'nothing-selected' },
  });
  expect(recordText(made.world.state.properties.document)).toBe(before);
  expect(home(made.world)).toMatchObject({ job: { phase: 'ended', mine: true }, notice: null });
  expect(ask(made.world, 'retryFailed', null)).toMatchObject({ ok: true });
});

test('a job that begins in another window as mine ends runs to its end', () => {
  const made = connected(talks(6), { qrius: { requestsPerMinute: 10 } });
  const inner: unknown[] = [];
  const begin = (world: typeof made.world) => {
    world.user.setCells(
      SHEET,
      'A8',
      talks(20)
        .slice(1)
        .map(([name, url]) => [`B ${name}`, url ?? '']),
    );
    inner.push(ask(world, 'createCodes', CREATE));
  };
  // Between the record that says it ended and what its owner's own properties say of it.
  const isOver = () => home(made.world).job?.phase === 'ended';
  const look = (world: typeof made.world) => {
    const record = recordText(world.state.properties.document);
    if (record.includes('"kind":"ended"') && inner.length === 0) begin(world);
  };
  for (let nth = 1; nth < 30; nth += 1)
    made.world.faults.push({
      at: { name: 'Properties.setProperties', nth },
      when: 'after',
      do: { kind: 'act', act: look },
    });
  createCodes(made, 'sheet', { images: false });
  expect(inner).toMatchObject([{ ok: true, value: { phase: 'waiting' } }]);
  made.world.advance(AFTER_LEASE_MS);
  ask(made.world, 'continueJob', null);
  hours(made, 2);
  expect(isOver()).toBe(true);
  expect(shownRows(made.world).filter(({ Status }) => Status !== 'Created')).toEqual([]);
});
