// What colleagues do to the sheet while a job runs, and what each of it leaves to be expected.
import type { World } from '../../sim/apps-script/world';
import { SHEET } from '../support/desk';
import { type Expectation, violations } from './invariants';
import { type Call, disturbed, type SweepJob } from './run';

export interface SweepEdit {
  title: string;
  edit: (world: World) => void;
  /**
   * @param before the sheet right before the edit.
   * @param when whether the edit came before the first read of the job, between two slices, where nobody was at work, or
   * after the last read.
   */
  expect: (
    before: string[][],
    when: { beforeFirstRead: boolean; between: boolean; after: boolean },
  ) => Expectation;
}

const [ID, STATUS] = [4, 7] as const;
const nothing = () => ({});

/** Rows are numbered as in the sheet: row 7 is Talk 05, row 9 Talk 06, row 12 Talk 08, row 13 Talk 09. */
export const EDITS: SweepEdit[] = [
  {
    title: 'sorts the sheet',
    edit: (world) => world.user.sortRange(SHEET, 'A:H', 'A', false),
    expect: nothing,
  },
  { title: 'shuffles the sheet', edit: (world) => world.user.shuffleRows(SHEET, 7), expect: nothing },
  {
    title: 'sorts only the input columns',
    edit: (world) => world.user.sortRange(SHEET, 'A:D', 'A', false),
    // The log does not know codes that were there before the add-on.
    expect: (_, { beforeFirstRead, between, after }) => ({
      oldTorn: beforeFirstRead || between,
      unpaired: after,
    }),
  },
  { title: 'inserts a row above', edit: (world) => world.user.insertRowAbove(SHEET, 6), expect: nothing },
  {
    title: 'deletes a row',
    edit: (world) => world.user.deleteRow(SHEET, 7),
    expect: (before) => ({ deletedId: before[6]?.[ID] ?? '' }),
  },
  {
    title: 'copies a row',
    edit: (world) => world.user.copyRow(SHEET, 12),
    // A copy made before the rows were marked came too late to be asked for.
    expect: (before) => ({
      copied: true,
      late: ['Talk 08'],
      mayLack: before[11]?.[STATUS] ? [] : ['Talk 08'],
    }),
  },
  {
    title: 'edits a row',
    edit: (world) => {
      world.user.setCell(SHEET, 'A9', 'Renamed');
      world.user.setCell(SHEET, 'B9', 'https://example.com/renamed');
    },
    expect: (before) => (before[8]?.[ID] ? { edited: ['Renamed'] } : { late: ['Renamed'] }),
  },
  {
    title: 'clears a Status',
    edit: (world) => world.user.clearCell(SHEET, 'H13'),
    expect: (before) => (before[12]?.[STATUS] ? { mayLack: ['Talk 09'] } : {}),
  },
];

export const isRead = ({ name }: Call): boolean => name === 'Range.getDisplayValues';

/** Whether no execution holds two readings of the sheet, one before and one after a call, that it could compare. */
function isUnseen(calls: readonly Call[], index: number): boolean {
  const [earlier, later] = [calls.slice(0, index), calls.slice(index)];
  return earlier.findLast(isRead)?.execution !== later.find(isRead)?.execution;
}

/** What does not hold after an edit right before one of the calls of a run. */
export function afterEdit(
  job: SweepJob,
  { edit, expect }: SweepEdit,
  calls: readonly Call[],
  index: number,
): string[] {
  const call = calls[index];
  if (!call) return [];
  const ended = disturbed(job, { ...call, when: 'before' }, { kind: 'edit', edit });
  const beforeFirstRead = index <= calls.findIndex(isRead);
  const isLast = calls.slice(index).every((later) => !isRead(later));
  const between = !beforeFirstRead && isUnseen(calls, index) && !isLast;
  return violations(ended, expect(ended.before, { beforeFirstRead, between, after: isLast })).map(
    (fault) => `before call ${call.k} of execution ${call.execution}, ${call.name}: ${fault}`,
  );
}
