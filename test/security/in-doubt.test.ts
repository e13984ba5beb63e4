// A row that nobody knows about, edited before it is looked up again: no second code is created for it.
import { ask } from '../../sim/sidebar';
import {
  AFTER_LEASE_MS,
  connected,
  createCodes,
  HOUR,
  logLines,
  SHEET,
  shownRows,
  talks,
} from '../support/desk';

const UNLISTED = {
  lists: { lagMs: 5 * HOUR },
  faults: [{ at: { nth: 2, method: 'POST' }, do: { kind: 'dropAfter' } }],
} as const;

/** Three rows, the answer for the second of which is lost. */
function inDoubt(headers: string[], cells: string[]) {
  const made = connected(talks(3, headers, cells), { qrius: UNLISTED as never });
  return made;
}

type Made = ReturnType<typeof inDoubt>;
const namesOf = ({ qrius }: Made) => Object.values(qrius.codes).map(({ name }) => name);
const statusOf = ({ world }: Made, name: string) =>
  shownRows(world).find((row) => row.Name === name)?.Status ?? '';

describe('a row that is unconfirmed', () => {
  test.each(['tags', 'name', 'destination', 'nothing'])(
    'and whose %s is edited gets no second code, with a slug that was made for it',
    (edited) => {
      const made = inDoubt(['Tags'], ['a']);
      createCodes(made);
      const [, second = ''] = shownRows(made.world).map((row) => row.Name ?? '');
      expect(statusOf(made, second)).toMatch(/^Unconfirmed/);
      const cells = { tags: 'C3', name: 'A3', destination: 'B3', nothing: '' };
      const cell = cells[edited as keyof typeof cells];
      if (cell !== '')
        made.world.user.setCell(SHEET, cell, cell === 'B3' ? 'https://example.com/new' : 'New');
      made.world.advance(AFTER_LEASE_MS);
      createCodes(made);
      expect(namesOf(made)).toHaveLength(3);
      const rows = shownRows(made.world);
      expect(rows[1]?.Status).toMatch(/^Unconfirmed/);
      // Once it is listed, the row names it, and the user decides; the code of an unchanged row is its own.
      made.world.advance(6 * HOUR);
      createCodes(made);
      expect(namesOf(made)).toHaveLength(3);
      const code = Object.values(made.qrius.codes).find(({ name }) => name === second);
      const [, row] = shownRows(made.world);
      if (edited === 'nothing')
        expect(row).toMatchObject({
          'Short URL': expect.stringContaining(code?.slug ?? '?'),
          Status: 'Created',
        });
      else expect(row?.Status).toContain(`${code?.slug}`);
    },
  );

  test('and whose code an earlier job created keeps it when the job that found it is undone', () => {
    const made = inDoubt(['Tags'], ['a']);
    createCodes(made);
    made.world.advance(6 * HOUR);
    createCodes(made);
    expect(shownRows(made.world).map(({ Status }) => Status)).toEqual(['Created', 'Created', 'Created']);
    expect(logLines(made).at(-1)).toMatchObject({ Action: 'Use existing', Before: '(found later)' });
    const undo = { request: { kind: 'undo', job: null }, scope: 'sheet', hidden: false } as const;
    expect(ask(made.world, 'previewChange', undo)).toMatchObject({
      ok: false,
      failure: { code: 'nothing-to-do' },
    });
  });

  test.each([false, true])('gets no second code with a slug of its own (edited: %s)', (isEdited) => {
    const rows = talks(3, ['Tags', 'Slug'], ['a']).map((cells, number) =>
      number === 0 ? cells : [...cells, `talk-${number}`],
    );
    const made = connected(rows, { qrius: UNLISTED as never });
    createCodes(made);
    if (isEdited) made.world.user.setCell(SHEET, 'A3', 'New');
    made.world.advance(AFTER_LEASE_MS);
    createCodes(made);
    made.world.advance(6 * HOUR);
    createCodes(made);
    expect(Object.values(made.qrius.codes).map(({ slug }) => slug)).toEqual(['talk-1', 'talk-2', 'talk-3']);
  });
});
