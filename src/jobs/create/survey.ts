// Looks at every row before anything is sent: what is asked for, what is there already, and what must be mended first.
import { slugRows, unfitness } from '../../table/check';
import { type Columns, findColumns, type Picks } from '../../table/columns';
import { hasHiddenLinks, type Row, readRows } from '../../table/rows';
import { Refusal } from '../../wire/failure';
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

/** Rows asked for at once, and what must be left of the execution after the last of them, in milliseconds. */
const HIDDEN_AT_ONCE = 100;
const LEFT_FOR_THE_RUN_MS = 240_000;

/** Whether a row is hidden is a question of its own for each: thousands of them must not eat up the six minutes. */
function hiddenAmong(
  { clock, endsAt }: Pick<Ports, 'clock' | 'endsAt'>,
  sheet: SheetPort,
  rows: readonly number[],
): Set<number> {
  const hidden = new Set<number>();
  for (let start = 0; start < rows.length; start += HIDDEN_AT_ONCE) {
    if (clock.now() + LEFT_FOR_THE_RUN_MS > endsAt) {
      throw new Refusal(
        'sheet-too-large',
        `Google takes too long to tell which of ${rows.length} rows are hidden. Select about ${Math.max(HIDDEN_AT_ONCE, start)} rows at a time; nothing was sent.`,
      );
    }
    for (const row of sheet.hidden(rows.slice(start, start + HIDDEN_AT_ONCE))) hidden.add(row);
  }
  return hidden;
}
