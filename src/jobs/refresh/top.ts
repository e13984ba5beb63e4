// The scan counts of a sheet: the most scanned codes, as the chart shows them, and a summary.

import { MAX_SUMMARY, type ScanCount, type ScanSummary } from '../../shared/contract/scans';
import { sum } from '../../table/cells';
import { type View, valueAt } from '../../table/columns';
import { hash } from '../../table/fingerprint';
import type { Table } from '../table/load';
import { type ScanRow, scanRows } from './scans';

/** Codes in the chart. */
export const MAX_TOP = 10;

type Counted = Pick<ScanRow, 'row'> & { scans: number };

/** Codes that have a count, the most scanned first, equal ones as they are in the sheet; a code that is in several rows is one. */
function countedCodes(rows: ReadonlyArray<Pick<ScanRow, 'row' | 'scans'>>): Counted[] {
  const seen = new Set<string>();
  return rows
    .flatMap(({ row, scans }) => {
      if (typeof scans !== 'number' || seen.has(row.id)) return [];
      seen.add(row.id);
      return [{ row, scans }];
    })
    .sort((a, b) => b.scans - a.scans);
}

const nameOf = ({ row: { name }, scans }: Counted): ScanCount => ({ name, scans });

/** The codes of the chart. Two codes of one name are two. */
export const topCodes = (rows: ReadonlyArray<Pick<ScanRow, 'row' | 'scans'>>): ScanCount[] =>
  countedCodes(rows).slice(0, MAX_TOP).map(nameOf);

/** Stands for the lines of the chart. */
export const topFingerprint = (top: readonly ScanCount[]): string =>
  hash(top.map((line) => JSON.stringify(line)));

/** What the scan columns of a sheet say. @param table read as values. */
export function scanSummary(table: View & Pick<Table, 'rows'>): ScanSummary {
  // How old the counts are does not matter here.
  const codes = countedCodes(scanRows(table, 0));
  const changes = codes
    .map(({ row }) => valueAt(table, row.index, 'scanChange'))
    .filter((cell) => typeof cell === 'number');
  const tags = new Map<string, number>();
  for (const { row, scans } of codes)
    for (const tag of new Set(row.tags)) tags.set(tag, (tags.get(tag) ?? 0) + scans);
  return {
    codes: codes.length,
    total: sum(codes.map(({ scans }) => scans)),
    change: changes.length > 0 ? sum(changes) : null,
    top: codes.slice(0, MAX_SUMMARY).map(nameOf),
    tags: [...tags]
      .map(([name, scans]) => ({ name, scans }))
      .sort((a, b) => b.scans - a.scans)
      .slice(0, MAX_SUMMARY),
    fingerprint: topFingerprint(codes.slice(0, MAX_TOP).map(nameOf)),
  };
}
