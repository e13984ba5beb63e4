// The sheet as the ledger of a job: read afresh before every write, and read again after it to see that the write met its rows.
import { blocks } from '../table/blocks';
import { columnLetter } from '../table/cells';
import { type Columns, findAgain, type Headers, ROLES } from '../table/columns';
import { applyPatches, reconcile, type Written } from '../table/reconcile';
import { cell, hasHiddenLinks, type Patch, type Row, readRows } from '../table/rows';
import { Refusal } from '../wire/failure';
import type { SheetPort } from './ports';

/** What is known of the sheet since it was last read. */
export interface Ledger {
  sheet: SheetPort;
  headers: Headers;
  /** Display values as they were read last. */
  read: string[][];
  /** The same with the corrections that the next write brings. */
  grid: string[][];
  columns: Columns;
  /** The links behind the destination column as read last; empty where every cell shows its own URL. */
  links: readonly (string | null)[];
  rows: Row[];
  /** Formulas of pictures, by ID, or by inputs where a row has none. They show no text, so they are remembered. */
  pictures: Map<string, string>;
  /** Formulas that were read after the rows, in the shape of `read`: believed once the rows are seen not to have moved. */
  unsure: string[][] | null;
  /** Cells to be put right with the next write: found beside the wrong row, or noted by `prepare`. */
  corrections: Map<number, Patch>;
}

/** A write is repeated as long as colleagues move rows between it and the read before it; after this many times the job waits. */
const MOST_REPEATS = 10;

/**
 * Opens the ledger of a job that had begun before.
 * @param headers the headers that the job noted when it began.
 * @throws Refusal `columns-changed`, and those of `ledgerOf`.
 */
export function openLedger(sheet: SheetPort, headers: Headers): Ledger {
  return ledgerOf(sheet, headers, sheet.read(), sheet.formulas());
}

/**
 * @param grid display values of the sheet, just read, with all headers of the job in them.
 * @param formulas its formulas; none where the output columns have just been added, and hold nothing.
 * @throws Refusal `columns-unclear` where an output column holds formulas of the user's own.
 */
export function ledgerOf(
  sheet: SheetPort,
  headers: Headers,
  grid: string[][],
  formulas: string[][] | null,
): Ledger {
  const columns = findAgain(grid, headers);
  const { status, id, shortUrl } = columns.at;
  for (const column of [status, id, shortUrl]) {
    const row = (formulas ?? []).findIndex(
      (cells, index) => index > columns.headerRow && column !== undefined && (cells[column] ?? '') !== '',
    );
    if (row >= 0) {
      const header = grid[columns.headerRow]?.[column ?? 0] ?? '';
      throw new Refusal(
        'columns-unclear',
        `The column “${header}” holds a formula in row ${row + 1}, and would be overwritten. Give it another header.`,
      );
    }
  }
  const ledger: Ledger = {
    sheet,
    headers,
    read: grid,
    grid,
    columns,
    links: [],
    rows: [],
    pictures: new Map(),
    unsure: formulas,
    corrections: new Map(),
  };
  understand(ledger);
  return ledger;
}

/** Notes patches for the next write, as if they were in the sheet already. @param patches by row of the last read. */
export function prepare(ledger: Ledger, patches: ReadonlyMap<number, Patch>): void {
  ledger.corrections = merge(ledger.corrections, patches);
  ledger.grid = applyPatches(ledger.grid, ledger.columns, patches);
  ledger.rows = readRows(ledger.grid, ledger.columns, ledger.links);
}

/**
 * Reads the sheet again: after this, row numbers are good until the next write, and all pictures are known.
 * @throws Refusal `sheet-restless` where rows move faster than they can be read.
 */
export function refresh(ledger: Ledger): void {
  for (let repeat = 0; repeat < MOST_REPEATS; repeat += 1) {
    look(ledger, { before: ledger.grid, patches: new Map() });
    if (!ledger.unsure) return;
  }
  throw restless();
}

/**
 * Writes patches, flushes, and reads back; what met the wrong row because rows moved in between is put right.
 * @param patches by row of the last read.
 * @throws Refusal `sheet-restless` where rows move faster than they can be written.
 */
export function commit(ledger: Ledger, patches: ReadonlyMap<number, Patch>): void {
  let pending = merge(ledger.corrections, patches);
  for (let repeat = 0; pending.size > 0; repeat += 1) {
    if (repeat === MOST_REPEATS) throw restless();
    const { read, columns } = ledger;
    const full = withPictures(ledger, pending);
    ledger.sheet.write(blocks(read, columns, full));
    look(ledger, { before: read, patches: full });
    pending = ledger.corrections;
  }
}

function look(ledger: Ledger, written: Written): void {
  const { columns: columnsBefore, read: before } = ledger;
  const actual = ledger.sheet.read();
  ledger.columns = findAgain(actual, ledger.headers);
  refuseMovedColumns(ledger.columns, columnsBefore, written);
  ledger.read = actual;
  ledger.corrections = reconcile(written, columnsBefore, actual, ledger.columns);
  ledger.grid = applyPatches(actual, ledger.columns, ledger.corrections);
  understand(ledger);
  if (ledger.unsure) ledger.unsure = believe(ledger, before, columnsBefore, ledger.unsure);
}

/** Takes in formulas that were read between two reads, if no picture moved between these; else reads them again. */
function believe(
  ledger: Ledger,
  before: string[][],
  columnsBefore: Columns,
  formulas: string[][],
): string[][] | null {
  const { read, columns, pictures, sheet } = ledger;
  const column = columns.at.image ?? 0;
  const shown = formulas.flatMap((cells, index) =>
    index > columns.headerRow && cells[column] ? [{ index, formula: cells[column] }] : [],
  );
  const moved = shown.some(
    ({ index }) => pictureKey(before, columnsBefore, index) !== pictureKey(read, columns, index),
  );
  if (moved) return sheet.formulas();
  for (const { index, formula } of shown) {
    const key = pictureKey(read, columns, index);
    if (!pictures.has(key)) pictures.set(key, formula);
  }
  return null;
}

/** Columns moved in the very moment of a write: it went into others, and only the user can bring back what stood there. */
function refuseMovedColumns(now: Columns, before: Columns, { patches }: Written): void {
  const wrote = new Set([...patches.values()].flatMap((patch) => Object.keys(patch)));
  const moved = ROLES.find((role) => wrote.has(role) && now.at[role] !== before.at[role]);
  if (!moved) return;
  const letter = columnLetter(before.at[moved] ?? 0);
  throw new Refusal(
    'columns-changed',
    `A column was moved in the very moment of a write, so that it went into column ${letter} and its neighbours. Restore these in Google Sheets with File → Version history, then continue: what was created is looked up, and nothing is made twice.`,
  );
}

function restless(): Refusal {
  return new Refusal(
    'sheet-restless',
    'Rows are being moved faster than they can be written. Let the sheet rest for a moment, then continue.',
  );
}

function understand(ledger: Ledger): void {
  const { grid, columns, sheet } = ledger;
  ledger.links = hasHiddenLinks(grid, columns) ? sheet.links(columns.at.destination) : [];
  ledger.rows = readRows(grid, columns, ledger.links);
}

/** Notes the pictures of rows that get an ID, and gives a corrected ID its picture. */
function withPictures(ledger: Ledger, patches: ReadonlyMap<number, Patch>): Map<number, Patch> {
  const full = new Map<number, Patch>();
  for (const [index, patch] of patches) {
    if (patch.id !== undefined && patch.image !== undefined) ledger.pictures.set(patch.id, patch.image);
    const image = patch.id === undefined ? patch.image : patch.id === '' ? '' : ledger.pictures.get(patch.id);
    full.set(index, image === undefined ? patch : { ...patch, image });
  }
  return full;
}

/** Whose picture stands in a row: that of its ID, or of what the user wrote where it has none. */
function pictureKey(grid: string[][], columns: Columns, index: number): string {
  const id = cell(grid, columns, index, 'id').trim();
  return (
    id || JSON.stringify([cell(grid, columns, index, 'name'), cell(grid, columns, index, 'destination')])
  );
}

function merge(first: ReadonlyMap<number, Patch>, second: ReadonlyMap<number, Patch>): Map<number, Patch> {
  const merged = new Map(first);
  for (const [index, patch] of second) merged.set(index, { ...merged.get(index), ...patch });
  return merged;
}
