// The switches that a sheet plans: those whose time has come, those that cannot be done, and those that come next.
import type { CellValue } from '../../table/cells';
import type { Row } from '../../table/rows';
import type { Ports, ZonePort } from '../ports';
import type { Table } from '../table/load';
import { type SwitchState, switchState } from './switch-time';

export type { SwitchState };

/** Rows may move between the two readings of a sheet; after this many times those that agree are taken. */
const MAX_READS = 3;

/**
 * What is due and what is faulty, by the 0-based row: rows of one code may plan different things.
 * @param rows rows with a code, as they were just read.
 * @param since when the switches were looked at last, in epoch milliseconds.
 */
export function switchesIn(
  ports: Pick<Ports, 'clock' | 'zone'>,
  table: Table,
  rows: readonly Row[],
  since: number,
): Map<number, SwitchState> {
  const zone = ports.zone();
  const now = ports.clock.now();
  const found = new Map<number, SwitchState>();
  for (const { row, on } of plannedIn(table, rows)) {
    const state = switchState({ next: row.next, on }, now, since, zone);
    if (state.kind === 'due' || state.kind === 'fault') found.set(row.index, state);
  }
  return found;
}

/**
 * Whether a run has anything to do: a switch is due, or a row must be told why it has none.
 * @param since see {@link switchesIn}.
 */
export function hasSwitches(ports: Pick<Ports, 'clock' | 'zone'>, table: Table, since: number): boolean {
  const rows = table.rows.filter(({ id }) => id !== '');
  const found = switchesIn(ports, table, rows, since);
  return rows.some((row) => {
    const state = found.get(row.index);
    return state?.kind === 'due' || (state?.kind === 'fault' && !isTold(row, state.sentence));
  });
}

/** What a row says already is not written again each hour. */
export const isTold = (row: Row, sentence: string): boolean => row.status.includes(sentence);

/** The switches that are still to come, the next one first. `at` in epoch milliseconds. */
export const nextSwitches = (zone: ZonePort, now: number, table: Table): Array<{ row: Row; at: number }> =>
  plannedIn(
    table,
    table.rows.filter(({ id }) => id !== ''),
  )
    .flatMap(({ row, on }) => {
      const state = switchState({ next: row.next, on }, now, now, zone);
      return state.kind === 'later' ? [{ row, at: state.at }] : [];
    })
    .sort((a, b) => a.at - b.at);

/** Rows with anything in the two columns; times as values, since what a date shows depends on the sheet's locale. */
function plannedIn(
  { sheet, columns: { at } }: Table,
  rows: readonly Row[],
): Array<{ row: Row; on: CellValue }> {
  const { id, next, switchOn } = at;
  if (next === undefined || switchOn === undefined || id === undefined) return [];
  for (let reads = 1; ; reads += 1) {
    const values = sheet.read('value');
    const agreeing = rows.filter((row) => String(values[row.index]?.[id] ?? '').trim() === row.id);
    if (agreeing.length < rows.length && reads < MAX_READS) continue;
    return agreeing
      .map((row) => ({ row, on: values[row.index]?.[switchOn] ?? '' }))
      .filter(({ row, on }) => row.next !== '' || on !== '');
  }
}
