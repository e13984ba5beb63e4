// How long each kind of service call takes and whether it leaves the script: the one table that the virtual clock is driven by.

/** What a façade call does, which decides its cost and whether it flushes buffered writes first. */
export type CallKind =
  | 'handle'
  | 'read'
  | 'extent'
  | 'hiddenRow'
  | 'buffered'
  | 'structure'
  | 'flush'
  | 'properties'
  | 'lock'
  | 'toast'
  | 'ui'
  | 'fetch'
  | 'sleep'
  | 'triggers';

export interface Cost {
  /** Milliseconds on the virtual clock. */
  ms: number;
  /** Whether the call leaves the script; false for objects that are only made in memory. */
  trip: boolean;
  /** Whether buffered writes of the same execution are applied first (a read must see them). */
  flushes: boolean;
}

const stays = { trip: false, flushes: false };
const leaves = { trip: true, flushes: false };
const looks = { trip: true, flushes: true };

export const callKinds: Record<CallKind, Cost> = {
  // Assumed: making a Range or reading a field of it needs no answer from the sheet.
  handle: { ms: 0, ...stays },
  // A write and a read of a sheet together were measured at about 800 ms (docs/facts/apps-script.md#sheet-speed): half each.
  read: { ms: 400, ...looks },
  // Assumed: getLastRow, getDataRange and their like ask for two numbers only. The time is charged; they do not count as a
  // call of their own, since the read that they are made for is counted.
  extent: { ms: 50, trip: false, flushes: true },
  // Assumed: isRowHiddenByUser/ByFilter is answered from the sheet that the execution has already loaded.
  hiddenRow: { ms: 2, ...looks },
  // Assumed: the call itself only puts the values into the buffer; the write is paid for when it is flushed.
  buffered: { ms: 5, ...leaves },
  // As a write (docs/facts/apps-script.md#sheet-speed): inserting columns, a new sheet, an appended row.
  structure: { ms: 400, ...looks },
  // The flush itself costs nothing where nothing is buffered; SHEET_WRITE_MS otherwise.
  flush: { ms: 0, ...looks },
  // Measured: about 80 ms (docs/facts/apps-script.md#property-speed).
  properties: { ms: 80, ...leaves },
  // Assumed equal to properties: both are small server-side stores.
  lock: { ms: 80, ...leaves },
  // Assumed.
  toast: { ms: 50, ...leaves },
  // A dialog waits for its user; the user of this world answers at once.
  ui: { ms: 0, ...looks },
  // The answer's own time is added: the slowest member of a fetchAll (docs/facts/apps-script.md#fetch-order), and the overhead is assumed.
  fetch: { ms: 20, ...leaves },
  // Utilities.sleep moves the clock by its argument.
  sleep: { ms: 0, ...leaves },
  // Assumed: as properties.
  triggers: { ms: 80, ...leaves },
};

/** What applying the buffered writes costs, once for all of them (half of the 800 ms of docs/facts/apps-script.md#sheet-speed). */
export const SHEET_WRITE_MS = 400;

/**
 * What each cell of a read costs beside the call, where a world asks for it (`costs: { cell: READ_CELL_MS }`): measured at
 * about 28 µs.
 */
export const READ_CELL_MS = 0.028;

/** Shortest and longest time before a google.script.run call starts (docs/facts/apps-script.md#sidebar-call-speed: 300–1500 ms round trip). */
export const RPC_START_MS = { least: 300, most: 1500 };

/** What a world may change: milliseconds by kind, the price of a flush that has something to write, and of each cell read. */
export type CostOverride = Partial<Record<CallKind | 'write' | 'cell', number>>;

/** Milliseconds of each kind of call, of a flush that has something to write, and of each cell that is read. */
export type CostTable = Record<CallKind | 'write' | 'cell', number>;

/** Milliseconds a call by its kind; on the real clock nothing is added. */
export function costTable(clock: 'virtual' | 'real', override: CostOverride): CostTable {
  const table: CostOverride = { write: SHEET_WRITE_MS, cell: 0 };
  for (const kind of Object.keys(callKinds) as CallKind[]) table[kind] = callKinds[kind].ms;
  Object.assign(table, override);
  const names = Object.keys(table) as Array<keyof CostTable>;
  return Object.fromEntries(names.map((name) => [name, clock === 'real' ? 0 : table[name]])) as CostTable;
}
