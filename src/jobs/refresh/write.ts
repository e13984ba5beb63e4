// Writes scan counts beside the rows of their codes, and puts right what met another row because somebody sorted meanwhile.

import type { Block } from '../../table/blocks';
import { asText, type CellValue } from '../../table/cells';
import { Refusal } from '../../wire/failure';
import type { SheetPort } from '../ports';
import type { ScanCells } from './scans';
import { findScanColumns, SCAN_ROLES, type ScanColumns } from './sheet';

/** Rows can be moved between a read and the write that follows; after so many rounds the job waits. */
const MOST_ROUNDS = 10;

/** What the cells of a row should hold, by column, and those of them that are given new contents. */
interface Expected {
  cells: Map<number, CellValue>;
  updated: ReadonlySet<number>;
}

/**
 * Writes cells into the rows of codes, reads them back, and goes on until each row holds its own.
 * @param updates new contents by the ID of the row's code.
 * @returns what the sheet then holds.
 * @throws Refusal `sheet-restless`, `sheet-protected`, `sheet-gone`, and those of `findScanColumns`.
 */
export function writeScans(
  sheet: SheetPort,
  picks: Parameters<typeof findScanColumns>[1],
  updates: ReadonlyMap<string, ScanCells>,
): CellValue[][] {
  let expected: Map<string, Expected> | null = null;
  const sent: Block[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const values = sheet.values();
    const columns = findScanColumns(values, picks);
    const ours = [...SCAN_ROLES.map((role) => columns.at[role]), columns.status]
      .flatMap((column) => column ?? [])
      .sort((a, b) => a - b);
    expected ??= expectedOf(values, columns, ours, updates);
    const blocks = differing(values, columns, ours, expected, sent);
    if (blocks.length === 0) return values;
    sheet.write(blocks.map((block) => ({ ...block, cells: block.cells.map((row) => row.map(written)) })));
    sent.push(...blocks);
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

/** As the rows are read first, with the updates. Where rows that look alike differ in a cell, nothing is expected of it. */
function expectedOf(
  values: CellValue[][],
  columns: ScanColumns,
  ours: readonly number[],
  updates: ReadonlyMap<string, ScanCells>,
): Map<string, Expected> {
  const expected = new Map<string, Expected>();
  for (const row of values.slice(columns.headerRow + 1)) {
    const key = keyOf(row, columns, ours);
    const twin = expected.get(key);
    if (twin) {
      for (const [column, value] of twin.cells)
        if (!twin.updated.has(column) && !same(value, row[column] ?? '')) twin.cells.delete(column);
      continue;
    }
    const update: ScanCells = updates.get(key) ?? {};
    const news = new Map<number, CellValue>();
    for (const role of SCAN_ROLES) {
      const [column, value] = [columns.at[role], update[role]];
      if (column !== undefined && value !== undefined) news.set(column, value);
    }
    if (columns.status !== undefined && update.status !== undefined) news.set(columns.status, update.status);
    const held = ours.map((column) => [column, row[column] ?? ''] as const);
    expected.set(key, { cells: new Map([...held, ...news]), updated: new Set(news.keys()) });
  }
  return expected;
}

/** Sheets keeps a moment as a fraction of a day: what is read back may be a millisecond beside it. */
const same = (a: CellValue, b: CellValue): boolean =>
  typeof a === 'object' && typeof b === 'object' ? Math.abs(a.date - b.date) < 1_000 : a === b;

/**
 * The cells to write, in rectangles: where one of a row's new cells is not as it should be, all of them, so that
 * neighbouring rows share a rectangle. Other cells only where they hold what was written and met the wrong row: a
 * user's own edits and formulas differ from what was read, too.
 */
function differing(
  values: CellValue[][],
  columns: ScanColumns,
  ours: readonly number[],
  expected: ReadonlyMap<string, Expected>,
  sent: readonly Block[],
): Block[] {
  const strayed = (column: number, value: CellValue) =>
    sent.some((block) =>
      block.cells.some((row) => {
        const content = row[column - block.column];
        return content !== undefined && same(content, value);
      }),
    );
  const blocks: Block[] = [];
  /** Blocks that reach down to the row above, by their columns. */
  let above = new Map<string, Block>();
  for (let index = columns.headerRow + 1; index < values.length; index += 1) {
    const row = values[index] ?? [];
    const { cells, updated } = expected.get(keyOf(row, columns, ours)) ?? {
      cells: new Map(),
      updated: new Set(),
    };
    const wrong = ours.filter((column) => cells.has(column) && !same(cells.get(column), row[column] ?? ''));
    const isBehind = wrong.some((column) => updated.has(column));
    const due = ours.filter((column) =>
      updated.has(column) ? isBehind : wrong.includes(column) && strayed(column, row[column] ?? ''),
    );
    const here = new Map<string, Block>();
    for (const group of neighbours(due)) {
      const contents = group.map((column) => cells.get(column));
      const block = above.get(group.join()) ?? { row: index, column: group[0] ?? 0, cells: [] };
      if (block.cells.length === 0) blocks.push(block);
      block.cells.push(contents);
      here.set(group.join(), block);
    }
    above = here;
  }
  return blocks;
}

/** Columns that stand side by side together. @param columns ascending. */
function neighbours(columns: readonly number[]): number[][] {
  const groups: number[][] = [];
  for (const column of columns) {
    const group = groups[groups.length - 1];
    if (group && group[group.length - 1] === column - 1) group.push(column);
    else groups.push([column]);
  }
  return groups;
}

const written = (value: CellValue): CellValue => (typeof value === 'string' ? asText(value) : value);
