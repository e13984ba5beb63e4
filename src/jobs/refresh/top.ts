// The most scanned codes of a sheet, as the chart shows them.
import type { TopCode } from '../ports';
import type { ScanRow } from './scans';

/** Codes in the chart. */
export const MAX_TOP = 10;

/**
 * The most scanned codes first, equal ones as they are in the sheet. Rows without a count are skipped; a code that is in
 * several rows is one line, and two codes of one name are two.
 */
export function topCodes(rows: ReadonlyArray<Pick<ScanRow, 'row' | 'scans'>>, limit: number): TopCode[] {
  const seen = new Set<string>();
  return rows
    .flatMap(({ row: { id, name }, scans }) => {
      if (typeof scans !== 'number' || seen.has(id)) return [];
      seen.add(id);
      return [{ name, scans }];
    })
    .sort((a, b) => b.scans - a.scans)
    .slice(0, limit);
}
