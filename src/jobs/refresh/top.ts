// The codes of a sheet that are scanned most, as the chart shows them.
import type { TopCode } from '../ports';
import type { ScanRow } from './sheet';

/** Codes in the chart. */
export const MOST_TOP = 10;

/**
 * The most scanned codes first, equal ones as they stand in the sheet. Rows without a count are left out; a code that stands in
 * several rows is one line, and two codes of one name are two.
 * @param limit how many at the most.
 */
export function topCodes(
  rows: ReadonlyArray<Pick<ScanRow, 'id' | 'name' | 'scans'>>,
  limit: number,
): TopCode[] {
  const seen = new Set<string>();
  return rows
    .flatMap(({ id, name, scans }) => {
      if (typeof scans !== 'number' || seen.has(id)) return [];
      seen.add(id);
      return [{ name, scans }];
    })
    .sort((a, b) => b.scans - a.scans)
    .slice(0, limit);
}
