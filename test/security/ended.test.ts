// What a job leaves when it ends, while colleagues and other windows of its owner are at work.
import { ask } from '../../sim/sidebar';
import { home } from '../jobs/automation/helper';
import { AFTER_LEASE_MS, colleague, connected, createCodes, SHEET, talks } from '../support/desk';

const CREATE = { scope: 'sheet', conflict: 'suffix', images: false, most: null } as const;

test('a colleague whose job does not begin leaves mine as it ended', () => {
  const made = connected(talks(2, ['Slug'], ['same']));
  createCodes(made, 'sheet', { conflict: 'stop' });
  const before = made.world.state.properties.document['qrius.job'];
  expect(home(made.world).job).toMatchObject({ phase: 'ended', mine: true });
  const other = colleague(made);
  made.world.advance(AFTER_LEASE_MS);
  made.world.user.select(['A90'], SHEET);
  expect(ask(other, 'createCodes', { ...CREATE, scope: 'selection' })).toMatchObject({
    failure: { code: 'nothing-selected' },
  });
  expect(made.world.state.properties.document['qrius.job']).toBe(before);
  expect(home(made.world)).toMatchObject({ job: { phase: 'ended', mine: true }, notice: null });
  expect(ask(made.world, 'retryFailed', null)).toMatchObject({ ok: true });
});
