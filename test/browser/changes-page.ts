// A sheet whose rows have their codes, and the hands of a user who changes them.
import type { Code } from '../../sim/qrius/state';
import { rowsOf } from './sheet';
import { create, type Stage } from './stage';

/** The codes of the service in the order of their rows. */
export const codes = ({ service }: Stage): Code[] =>
  Object.values(service.codes).sort((a, b) => a.name.localeCompare(b.name));

/** The names of trees with codes; tags stand in the last column. */
export const treesWithTags = (count: number) => ({
  name: 'Trees',
  rows: rowsOf(count).map((row, index) => [...row, index === 0 ? 'Tags' : 'tree']),
});

/** Creates the codes of all rows, and goes back home. */
export async function createAll(on: Stage, count: number): Promise<void> {
  await create(on, count);
  await on.sees(`${count} codes created`);
  await on.press('Done');
  await on.sees('Sheet1');
}

/** From home to the view of one change. */
export async function goTo(on: Stage, deed: string): Promise<void> {
  await on.press('Change codes');
  await on.sees('Change codes');
  await on.press(new RegExp(`^${deed}`));
  await on.sees(deed);
}

/** From a result back home. */
export async function done(on: Stage): Promise<void> {
  await on.press('Done');
  await on.sees('Sheet1');
}

export const edit = (on: Stage, ...edits: unknown[]): Promise<void> => on.post('/edit', { edits });
