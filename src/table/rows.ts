// The rows of a sheet as the add-on understands them.
import { splitTags } from './cells';
import type { Columns, Role } from './columns';
import { type Mark, readMark } from './marks';

/** What a user wrote in a row. */
export interface Inputs {
  name: string;
  destination: string;
  /** What the destination cell shows: the destination itself, or the text in front of its link. */
  shown: string;
  /** Empty where Qrius is to choose. */
  slug: string;
  tags: string[];
}

/** One row below the header. `index` is 0-based in the grid as it was read: good until the next read, never longer. */
export interface Row extends Inputs {
  index: number;
  id: string;
  shortUrl: string;
  status: string;
  /** Where the code is to lead from the time in *Switch on*; empty where it is not to be switched. */
  next: string;
  mark: Mark;
  /** Nothing stands in the columns that the add-on reads: a row number or an unticked box alone asks for no code. */
  empty: boolean;
}

/** New contents for cells of one row, as a user would see them; the image is its formula. */
export type Patch = Partial<Record<Role, string>>;

/** Display value of a cell by its role; empty where the column is not there. */
export function cell(grid: string[][], columns: Columns, index: number, role: Role): string {
  const column = columns.at[role];
  return column === undefined ? '' : (grid[index]?.[column] ?? '');
}

/**
 * Reads the rows below the header.
 * @param grid display values of the sheet, from its first cell.
 * @param links the link behind each cell of the destination column, by row; used where the cell shows no URL itself.
 */
export function readRows(grid: string[][], columns: Columns, links: readonly (string | null)[] = []): Row[] {
  return grid.slice(columns.headerRow + 1).map((_, offset) => {
    const index = columns.headerRow + 1 + offset;
    const read = (role: Role) => cell(grid, columns, index, role).trim();
    const shown = read('destination');
    return {
      index,
      name: read('name'),
      destination: showsUrl(shown) ? shown : (links[index] ?? shown),
      shown,
      slug: read('slug'),
      tags: splitTags(cell(grid, columns, index, 'tags')),
      id: read('id'),
      shortUrl: read('shortUrl'),
      status: read('status'),
      next: read('next'),
      mark: readMark(read('status')),
      empty: (['name', 'destination', 'slug', 'tags'] as const).every((role) => read(role) === ''),
    };
  });
}

/** Whether a destination column has cells that show a text in place of their link. */
export function hasHiddenLinks(grid: string[][], columns: Columns): boolean {
  return grid.slice(columns.headerRow + 1).some((cells) => {
    const shown = (cells[columns.at.destination] ?? '').trim();
    return shown !== '' && !showsUrl(shown);
  });
}

// With its slashes: “Session: the map” is a text in front of a link.
const showsUrl = (shown: string) => /^[a-z][a-z0-9+.-]*:\/\//i.test(shown);
