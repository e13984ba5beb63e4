// Writes scan counts beside the rows of their codes, and puts right what met another row because somebody sorted meanwhile.

import type { Block } from '../../table/blocks';
import { asText, type CellValue } from '../../table/cells';
import { Refusal } from '../../wire/failure';
import type { SheetPort } from '../ports';
import type { ScanCells } from './scans';
import { findScanColumns, SCAN_ROLES, type ScanColumns } from './sheet';

/** Rows can be moved between a read and the write that follows; after so many rounds the job waits. */
const MOST_ROUNDS = 10;

type Cells = ReadonlyMap<number, CellValue>;

/**
 * Writes cells into the rows of codes, reads them back, and goes on until each row holds its own.
 * @param updates new contents by the ID of the row's code.
 * @throws Refusal `sheet-restless`, `sheet-protected`, `sheet-gone`, and those of `findScanColumns`.
 */
export function writeScans(
  sheet: SheetPort,
  picks: Parameters<typeof findScanColumns>[1],
  updates: ReadonlyMap<string, ScanCells>,
): void {
  /** What the cells of each row should hold: as they were read first, with the updates. */
  let expected: Map<string, Cells> | null = null;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const values = sheet.values();
    const columns = findScanColumns(values, picks);
    const ours = [
      ...SCAN_ROLES.flatMap((role) => columns.at[role] ?? []),
      ...(columns.status === undefined ? [] : [columns.status]),
    ];
    expected ??= expectedOf(values, columns, ours, updates);
    const blocks = differing(values, columns, ours, expected);
    if (blocks.length === 0) return;
    sheet.write(blocks);
  }
  throw new Refusal(
    'sheet-restless',
    'Rows are being moved faster than they can be written. Let the sheet rest for a moment, then continue.',
  );
}

/** A row is known by its code, and one without by all that is not ours. */
function keyOf(row: CellValue[], { id }: ScanColumns, ours: readonly number[]): string {
  const code = String(row[id] ?? '').trim();
  return code || JSON.stringify(row.map((value, column) => (ours.includes(column) ? '' : value)));
}

function expectedOf(
  values: CellValue[][],
  columns: ScanColumns,
  ours: readonly number[],
  updates: ReadonlyMap<string, ScanCells>,
): Map<string, Cells> {
  const expected = new Map<string, Cells>();
  for (const row of values.slice(columns.headerRow + 1)) {
    const key = keyOf(row, columns, ours);
    const update: ScanCells = updates.get(key) ?? {};
    const cells = new Map(ours.map((column) => [column, row[column] ?? ''] as const));
    for (const role of SCAN_ROLES) {
      const column = columns.at[role];
      const value = update[role];
      if (column !== undefined && value !== undefined) cells.set(column, value);
    }
    if (columns.status !== undefined && update.status !== undefined) cells.set(columns.status, update.status);
    expected.set(key, cells);
  }
  return expected;
}

/** Sheets keeps a moment as a fraction of a day: what is read back may be a millisecond beside it. */
const same = (a: CellValue, b: CellValue): boolean =>
  typeof a === 'object' && typeof b === 'object' ? Math.abs(a.date - b.date) < 1_000 : a === b;

/** The cells that are not as they should be; those of one column that stand together make a block. */
function differing(
  values: CellValue[][],
  columns: ScanColumns,
  ours: readonly number[],
  expected: ReadonlyMap<string, Cells>,
): Block[] {
  const blocks: Block[] = [];
  for (const column of ours) {
    let run: Block | null = null;
    for (let index = columns.headerRow + 1; index < values.length; index += 1) {
      const row = values[index] ?? [];
      const wanted = expected.get(keyOf(row, columns, ours))?.get(column);
      const wrong = wanted !== undefined && !same(wanted, row[column] ?? '');
      if (!wrong) run = null;
      else if (run) run.cells.push([written(wanted)]);
      else {
        run = { row: index, column, cells: [[written(wanted)]] };
        blocks.push(run);
      }
    }
  }
  return blocks;
}

const written = (value: CellValue): CellValue => (typeof value === 'string' ? asText(value) : value);
