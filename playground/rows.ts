// The rows of the sheet as the add-on reads them, with what it wrote beside each.

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

/** @param table display values, headers first. Throws the add-on's own refusal where they will not do. */
export function shownRows(table: string[][]): ShownRow[] {
  return readRows(table, findColumns(table))
    .filter(({ empty }) => !empty)
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
