// A table as CSV (RFC 4180). Every cell is quoted, which leaves nothing to decide; a library would take a quarter of the
// bundle's 100 KB for these lines.

import { guarded } from './cells';

/** @param table rows of cells as they show. */
export function csvOf(table: readonly (readonly string[])[]): string {
  const quoted = (cell: string) => `"${guarded(cell).replace(/"/g, '""')}"`;
  return table.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}
