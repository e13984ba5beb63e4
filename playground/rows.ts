// The rows of the sheet as the add-on reads them, with what it wrote beside each.

import type { ColumnOverrides } from '../src/table/candidates';
import { readRows } from '../src/table/rows';
import { findColumns } from '../src/table/understand';

/** One row that holds anything. */
export interface ShownRow {
  /** As the sheet numbers it: the first row below the headers is 2. */
  row: number;
  name: string;
  destinationUrl: string;
  slug: string;
  /** Empty, like `shortUrl`, where the row has no code. */
  id: string;
  shortUrl: string;
  status: string;
}

/**
 * Rows that ask for a code.
 * @param table display values. @param overrides what the user chose.
 * @throws the add-on's own refusal where the headers will not do.
 */
export function shownRows(table: string[][], overrides: ColumnOverrides): ShownRow[] {
  return readRows(table, findColumns(table, overrides))
    .filter(({ empty, skip }) => !empty && skip === null)
    .map(({ index, name, destination, slug, id, shortUrl, status }) => ({
      row: index + 1,
      name,
      destinationUrl: destination,
      slug,
      id,
      shortUrl,
      status,
    }));
}
