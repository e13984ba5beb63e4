// Marks of a refresh that is not to go on: rows that were to be refreshed wait for nothing.
import type { SheetPort } from '../ports';
import type { RefreshRecord } from '../record';
import { findScanColumns, scanRows } from './sheet';
import { writeScans } from './write';

export function clearMarks(sheet: SheetPort, { headers }: RefreshRecord): void {
  const values = sheet.values();
  const waiting = scanRows(values, findScanColumns(values, headers), 0).filter(({ waits }) => waits);
  if (waiting.length > 0) writeScans(sheet, headers, new Map(waiting.map(({ id }) => [id, { asOf: '' }])));
}
