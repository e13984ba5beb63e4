// What colleagues do to the sheet while codes are changed, and what each of it leaves to be expected.
import type { World } from '../../sim/apps-script/world';
import { SHEET } from '../support/desk';
import type { Touched } from './change-invariants';
import { EDITED } from './change-jobs';

export interface ChangeEdit {
  title: string;
  edit: (world: World) => void;
  /** @param unseen whether no execution reads the sheet both before and after the edit. */
  expect: (unseen: boolean) => Touched;
}

/** The row n of the sheet has the slug rn. */
export const CHANGE_EDITS: ChangeEdit[] = [
  {
    title: 'sorts the sheet',
    edit: (world) => world.user.sortRange(SHEET, 'A:H', 'A', false),
    expect: () => ({}),
  },
  {
    title: 'sorts only the input columns',
    edit: (world) => world.user.sortRange(SHEET, 'A:D', 'A', false),
    expect: (unseen) => ({ torn: unseen }),
  },
  {
    title: 'inserts a row above',
    edit: (world) => world.user.insertRowAbove(SHEET, 6),
    expect: () => ({}),
  },
  {
    title: 'deletes a row',
    edit: (world) => world.user.deleteRow(SHEET, 9),
    expect: () => ({ deleted: 'r9' }),
  },
  {
    title: 'copies a row',
    edit: (world) => world.user.copyRow(SHEET, 12),
    expect: () => ({ copied: 'r12' }),
  },
  {
    title: 'edits a row',
    edit: (world) => {
      world.user.setCell(SHEET, 'B6', EDITED);
      world.user.setCell(SHEET, 'D6', 'edited');
    },
    expect: () => ({ edited: ['r6'] }),
  },
  {
    title: 'clears a Status',
    edit: (world) => world.user.clearCell(SHEET, 'H3'),
    expect: () => ({ left: ['r3'] }),
  },
];
