// The switches that a sheet plans: those whose time has come, those that cannot be, and those that come next.
import type { CellValue } from '../../table/cells';
import { type Columns, findColumns, type Picks } from '../../table/columns';
import { type Row, readRows } from '../../table/rows';
import type { Ports, SheetPort, ZonePort } from '../ports';
import { type SwitchState, switchState } from './switch-on';

export type { SwitchState };

/** Rows may move between the two readings of a sheet; after so many times those that agree are taken. */
const MOST_READS = 3;

/**
 * What is due and what is faulty, by the 0-based row: rows of one code may plan different things.
 * @param rows rows with a code, as they were just read.
 * @param since when the switches were looked at last, in epoch milliseconds.
 */
export function switchesIn(
  ports: Pick<Ports, 'clock' | 'zone'>,
  sheet: SheetPort,
  rows: readonly Row[],
  columns: Columns,
  since: number,
): Map<number, SwitchState> {
  const zone = ports.zone();
  const now = ports.clock.now();
  const found = new Map<number, SwitchState>();
  for (const { row, on } of planned(sheet, rows, columns)) {
    const state = switchState({ next: row.next, on }, now, since, zone);
    if (state.kind === 'due' || state.kind === 'fault') found.set(row.index, state);
  }
  return found;
}

/**
 * Whether a run has anything to do: a switch is due, or a row must be told why it has none.
 * @param since see {@link switchesIn}.
 * @throws Refusal `sheet-gone`, `columns-missing`, `columns-unclear`
 */
export function hasSwitches(
  ports: Pick<Ports, 'clock' | 'zone'>,
  sheet: SheetPort,
  picks: Picks,
  since: number,
): boolean {
  const grid = sheet.read();
  const columns = findColumns(grid, picks);
  const rows = readRows(grid, columns).filter(({ id }) => id !== '');
  const found = switchesIn(ports, sheet, rows, columns, since);
  return rows.some((row) => {
    const state = found.get(row.index);
    return state?.kind === 'due' || (state?.kind === 'fault' && !isTold(row, state.sentence));
  });
}

/** What a row says already is not written again each hour. */
export const isTold = (row: Row, sentence: string): boolean => row.status.includes(sentence);

/** The switches that are still to come, the next one first. `at` in epoch milliseconds. */
export function nextSwitches(
  zone: ZonePort,
  now: number,
  sheet: SheetPort,
  rows: readonly Row[],
  columns: Columns,
): Array<{ row: Row; at: number }> {
  return planned(sheet, rows, columns)
    .flatMap(({ row, on }) => {
      const state = switchState({ next: row.next, on }, now, now, zone);
      return state.kind === 'later' ? [{ row, at: state.at }] : [];
    })
    .sort((a, b) => a.at - b.at);
}

/** Rows with anything in the two columns; times as values, since what a date shows depends on the sheet's locale. */
function planned(
  sheet: SheetPort,
  rows: readonly Row[],
  { at }: Columns,
): Array<{ row: Row; on: CellValue }> {
  const { id, switchOn } = at;
  if (at.next === undefined || switchOn === undefined || id === undefined) return [];
  for (let reads = 1; ; reads += 1) {
    const values = sheet.values();
    const agreeing = rows.filter((row) => String(values[row.index]?.[id] ?? '').trim() === row.id);
    if (agreeing.length < rows.length && reads < MOST_READS) continue;
    return agreeing
      .map((row) => ({ row, on: values[row.index]?.[switchOn] ?? '' }))
      .filter(({ row, on }) => row.next !== '' || on !== '');
  }
}
