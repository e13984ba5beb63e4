// A small sheet in memory with what users do to it between a read and a write. Each row knows who it is, so that a test knows
// where it went; the code under test sees display values only.
import fc from 'fast-check';
import type { Block } from '../../../src/table/blocks';
import { isFormula, textOf } from '../../../src/table/cells';
import type { Columns } from '../../../src/table/columns';
import { ROLE_NAMES, type Role } from '../../../src/table/roles';
import type { Patch } from '../../../src/table/rows';
import { findColumns } from '../../../src/table/understand';

/** The slug is filled in by the user or by the add-on, so it is between the two. */
export const HEADERS = ['Name', 'URL', 'Tags', 'Slug', 'QR ID', 'Short URL', 'QR code image', 'Status'];
export const COLUMNS: Columns = findColumns([HEADERS]);
const column = (role: Role) => COLUMNS.at[role] ?? -1;

/** `who` goes with the inputs; -1 for a row that the user added. */
export interface SheetRow {
  who: number;
  cells: string[];
}

export const display = (rows: readonly SheetRow[]): string[][] => [
  HEADERS,
  ...rows.map(({ cells }) => cells),
];

/** One thing that a user does. `order` are keys to sort by; `columns` says how many of the first columns are sorted. */
export type Edit =
  | { kind: 'nothing' }
  | { kind: 'sort'; order: number[] }
  | { kind: 'sortInputs'; order: number[]; columns: 3 | 4 }
  | { kind: 'insert' | 'delete' | 'copy'; at: number };

const order = fc.array(fc.nat(1_000), { minLength: 12, maxLength: 12 });
export const fullSort: fc.Arbitrary<Edit> = fc.record({ kind: fc.constant('sort' as const), order });
export const inputSort: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constant('sortInputs' as const),
  order,
  columns: fc.constantFrom(3 as const, 4 as const),
});
const at = fc.nat(12);
export const insertion: fc.Arbitrary<Edit> = fc.record({ kind: fc.constant('insert' as const), at });
export const deletion: fc.Arbitrary<Edit> = fc.record({ kind: fc.constant('delete' as const), at });
export const copying: fc.Arbitrary<Edit> = fc.record({ kind: fc.constant('copy' as const), at });
export const nothing: fc.Arbitrary<Edit> = fc.constant({ kind: 'nothing' });

/** The sheet after one edit. */
export function edited(rows: readonly SheetRow[], edit: Edit): SheetRow[] {
  switch (edit.kind) {
    case 'nothing':
      return [...rows];
    case 'sort':
      return sorted(rows, edit.order);
    case 'sortInputs':
      return sorted(rows, edit.order).map((row, place) => ({
        who: row.who,
        cells: [...row.cells.slice(0, edit.columns), ...(rows[place]?.cells.slice(edit.columns) ?? [])],
      }));
    case 'insert':
      return rows.toSpliced(Math.min(edit.at, rows.length), 0, { who: -1, cells: HEADERS.map(() => '') });
    case 'delete':
      return rows.toSpliced(edit.at % rows.length, 1);
    case 'copy': {
      const source = rows[edit.at % rows.length] as SheetRow;
      return rows.toSpliced((edit.at % rows.length) + 1, 0, { who: -1, cells: source.cells });
    }
  }
}

function sorted(rows: readonly SheetRow[], keys: readonly number[]): SheetRow[] {
  return rows
    .map((row, place) => ({ row, key: keys[place % keys.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);
}

/** The sheet after rectangles were written by row number, as Sheets does it; a row that was not there comes into being. */
export function wrote(rows: readonly SheetRow[], blocks: readonly Block[]): SheetRow[] {
  const after = rows.map(({ who, cells }) => ({ who, cells: [...cells] }));
  for (const block of blocks) {
    block.cells.forEach((texts, down) => {
      const index = block.row + down - 1;
      while (after.length <= index) after.push({ who: -1, cells: HEADERS.map(() => '') });
      texts.map(String).forEach((text, right) => {
        const cells = after[index]?.cells;
        if (cells) cells[block.column + right] = text.startsWith('=') ? '' : text.replace(/^'/, '');
      });
    });
  }
  return after;
}

/** The sheet after corrections, by row of `display`. */
export function corrected(rows: readonly SheetRow[], corrections: ReadonlyMap<number, Patch>): SheetRow[] {
  return rows.map(({ who, cells }, place) => {
    const patch = corrections.get(place + 1) ?? {};
    const next = [...cells];
    for (const role of ROLE_NAMES) {
      const content = patch[role];
      if (content !== undefined && role !== 'image')
        next[column(role)] = isFormula(content) ? '' : textOf(content);
    }
    return { who, cells: next };
  });
}

/** What the add-on shows in a row, and what a user filled in, as one text each. */
export const outputs = ({ cells }: SheetRow): string => cells.slice(3).join('|');
export const inputs = ({ cells }: SheetRow): string => cells.slice(0, 3).join('|');
