// Begins a refresh of scan counts: adds the columns, and marks the rows where only some are meant.
import { Refusal } from '../../wire/failure';
import { hiddenAmong } from '../hidden';
import { type AnyOrder, newJob } from '../order';
import type { Ports, SheetPort } from '../ports';
import type { RefreshRecord } from '../record';
import { addScanColumns, findScanColumns, type ScanRow, scanRows, WAITING } from './sheet';
import { writeScans } from './write';

export interface RefreshOrder extends AnyOrder {
  kind: 'refresh';
  /** Whether only selected rows are meant, those of them that the user sees; else all. */
  selected: boolean;
  /** For a schedule's run: see `RefreshRecord`. */
  once: boolean;
  last: string[];
}

export const refreshRecord = (ports: Ports, order: RefreshOrder): RefreshRecord => ({
  ...newJob(ports, order),
  ...{ kind: 'refresh', marked: order.selected, since: ports.clock.now() },
  ...{ once: order.once, last: order.last, passed: [] },
});

/** @throws Refusal `nothing-to-do`, `columns-missing`, `columns-unclear`, `sheet-protected` */
export function startRefresh(
  ports: Ports,
  sheet: SheetPort,
  record: RefreshRecord,
  order: RefreshOrder,
): RefreshRecord {
  const values = sheet.values();
  const columns = findScanColumns(values, order.picks);
  const rows = scanRows(values, columns, record.since);
  const asked = rows.filter(({ index }) => order.wanted(index));
  const unseen = order.selected
    ? hiddenAmong(
        ports,
        sheet,
        asked.map(({ index }) => index),
      )
    : new Set<number>();
  const chosen = asked.filter(({ index }) => !unseen.has(index));
  if (chosen.length === 0)
    throw new Refusal(
      'nothing-to-do',
      order.selected ? 'No row with a code is selected.' : 'This sheet has no codes yet: create some first.',
    );
  addScanColumns(sheet, values, columns);
  if (order.selected)
    writeScans(sheet, order.picks, new Map(chosen.map(({ id }) => [id, { asOf: WAITING }])));
  const counts = { ...record.counts, asked: chosen.length, waiting: chosen.length, hidden: unseen.size };
  return { ...record, headers: order.picks, counts };
}

/** Rows that the job has still to ask for. */
export function openRows(record: RefreshRecord, rows: readonly ScanRow[]): ScanRow[] {
  const passed = new Set(record.passed);
  return rows.filter(
    (row) =>
      !passed.has(row.id) && (record.marked ? row.waits : row.asOf === null || row.asOf < record.since),
  );
}
