// Looks at every row before anything is sent: what is asked for, what is there already, and what must be mended first.
import { slugRows, unfitness } from '../../table/check';
import { type Columns, findColumns, type Picks } from '../../table/columns';
import { hasHiddenLinks, type Row, readRows } from '../../table/rows';
import { hiddenAmong } from '../hidden';
import type { Ports, SheetPort } from '../ports';

/** A sheet as it was just read, and what it holds for a job. */
export interface Survey {
  grid: string[][];
  columns: Columns;
  /** All rows below the header. */
  rows: Row[];
  /** Rows with content that were asked for; `already`: those of them that have a code; `hidden`: that the user does not see. */
  asked: Row[];
  already: number;
  hidden: number;
  /** Rows that can be sent, and rows that must be mended first, with a sentence each. */
  fit: Row[];
  unfit: Array<{ row: Row; fault: string }>;
}

/**
 * @param picks headers that the user pointed out.
 * @param wanted whether a row (0-based) is asked for.
 * @throws Refusal `columns-missing`, `columns-unclear`, `sheet-gone`, `sheet-too-large`.
 */
export function survey(
  ports: Pick<Ports, 'clock' | 'endsAt'>,
  sheet: SheetPort,
  picks: Picks,
  wanted: (index: number) => boolean,
): Survey {
  const grid = sheet.read();
  const columns = findColumns(grid, picks);
  const links = hasHiddenLinks(grid, columns) ? sheet.links(columns.at.destination) : [];
  const rows = readRows(grid, columns, links);
  const asked = rows.filter((row) => !row.empty && wanted(row.index));
  const open = asked.filter((row) => row.id === '');
  const hidden = hiddenAmong(
    ports,
    sheet,
    open.map((row) => row.index),
  );
  const visible = open.filter((row) => !hidden.has(row.index));
  const slugs = slugRows(rows);
  const checked = visible.map((row) => ({ row, fault: unfitness(row, slugs) }));
  return {
    grid,
    columns,
    rows,
    asked,
    already: asked.length - open.length,
    hidden: hidden.size,
    fit: checked.flatMap(({ row, fault }) => (fault === null ? [row] : [])),
    unfit: checked.flatMap(({ row, fault }) => (fault === null ? [] : [{ row, fault }])),
  };
}
