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

/**
 * Rows of which some are alike (A, B), some have a slug of their own (C), and some have their code already (D). Two rows that
 * are alike and have codes before the write can swap them under a sort: nothing in the sheet shows that it was not a user's typing.
 */
export const sheet: fc.Arbitrary<SheetRow[]> = fc
  .array(
    fc.record({
      name: fc.constantFrom('A', 'B', 'C', 'D'),
      url: fc.constantFrom('https://a.example/', 'https://b.example/'),
      tags: fc.constantFrom('', 'x'),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((rows) =>
    rows.map(({ name, url, tags }, who) => ({
      who,
      cells: [
        ...[name < 'C' ? name : name + who, url, tags, name === 'C' ? `slug-${who}` : ''],
        ...(name === 'D' ? [`id-${who}`, `https://q.example/${who}`, '', 'Created'] : ['', '', '', 'Queued']),
      ],
    })),
  );

/**
 * What the add-on writes: marks, or codes with a slug where there was none.
 * @param chosen the names whose rows are written. Rows that are alike are written alike: nobody could tell them apart.
 */
export function patchesFor(
  rows: readonly SheetRow[],
  chosen: readonly string[],
  codes: boolean,
): Map<number, Patch> {
  const patches = new Map<number, Patch>();
  rows.forEach(({ who, cells }, place) => {
    if (!chosen.includes(cells[0]?.charAt(0) ?? '')) return;
    const slug = cells[3] === '' ? { slug: `chosen-${who}` } : {};
    const code = {
      id: `new-${who}`,
      shortUrl: `https://q.example/new-${who}`,
      status: 'Created',
      image: { formula: '=IMAGE("x")' },
    };
    patches.set(place + 1, codes ? { ...code, ...slug } : { status: `Creating… t${who}` });
  });
  return patches;
}

export const chosen = fc.subarray(['A', 'B', 'C'], { minLength: 1 });
