// Rows that say the same, put together. Pure.
import type { RowFault } from '../../wire/contract';

export interface RowGroup {
  sentence: string;
  rows: RowFault[];
}

/** One group per sentence, in the order of their first rows. */
export function groupBySentence(rows: readonly RowFault[]): RowGroup[] {
  const groups = new Map<string, RowFault[]>();
  for (const row of rows) groups.set(row.sentence, [...(groups.get(row.sentence) ?? []), row]);
  return [...groups].map(([sentence, members]) => ({ sentence, rows: members }));
}

export const countRows = (groups: readonly RowGroup[]): number =>
  groups.reduce((sum, { rows }) => sum + rows.length, 0);
