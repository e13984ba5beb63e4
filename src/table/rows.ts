// The rows of a sheet as the add-on understands them.
import { type Content, splitTags, textOf } from './cells';
import type { Columns, Grid } from './columns';
import type { Role } from './roles';
import { type Mark, readMark } from './status';

/** What a user filled in. */
export interface Inputs {
  name: string;
  destination: string;
  /** What the destination cell shows: the destination itself, or the text in front of its link. */
  shown: string;
  /** Empty where Qrius is to choose. */
  slug: string;
  tags: string[];
  description: string;
}

/** One row below the header. `index` is 0-based in the grid as it was read: good until the next read, never longer. */
export interface Row extends Inputs {
  index: number;
  id: string;
  shortUrl: string;
  status: string;
  /** Where the code will open from the time in *Switch on*; empty where it is not to be switched. */
  next: string;
  mark: Mark;
  /** The columns that the add-on reads are blank: a row number or an unticked box alone asks for no code. */
  empty: boolean;
}

/** New contents for cells of one row. */
export type Patch = Partial<Record<Role, Content>>;
/** Patches by 0-based row. */
export type Patches = ReadonlyMap<number, Patch>;

/** The text of a cell by its role; empty where the column is not there. */
export function cellText(grid: Grid, columns: Columns, index: number, role: Role): string {
  const column = columns.at[role];
  return column === undefined ? '' : textOf(grid[index]?.[column]);
}

/**
 * Reads the rows below the header.
 * @param links the link behind each cell of the destination column, by row; used where the cell shows no URL.
 */
export function readRows(grid: Grid, columns: Columns, links: readonly (string | null)[] = []): Row[] {
  return grid.slice(columns.headerRow + 1).map((_, offset) => {
    const index = columns.headerRow + 1 + offset;
    const read = (role: Role) => cellText(grid, columns, index, role).trim();
    const shown = read('destination');
    return {
      index,
      name: read('name'),
      destination: showsUrl(shown) ? shown : (links[index] ?? shown),
      shown,
      slug: read('slug'),
      tags: splitTags(cellText(grid, columns, index, 'tags')),
      description: read('description'),
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
export function hasHiddenLinks(grid: Grid, columns: Columns): boolean {
  return grid.slice(columns.headerRow + 1).some((cells) => {
    const shown = textOf(cells[columns.at.destination]).trim();
    return shown !== '' && !showsUrl(shown);
  });
}

// With its slashes: “Session: the map” is a text in front of a link.
const showsUrl = (shown: string) => /^[a-z][a-z0-9+.-]*:\/\//i.test(shown);

/** Rows by the code that they show, in order. */
export function rowsById(rows: readonly Row[]): Map<string, [Row, ...Row[]]> {
  const found = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const known = found.get(row.id);
    if (known) known.push(row);
    else if (row.id !== '') found.set(row.id, [row]);
  }
  return found;
}

/** One patch map over another; where both write a cell, the second wins. */
export function mergePatches(first: Patches, second: Patches): Map<number, Patch> {
  const merged = new Map(first);
  for (const [index, patch] of second) merged.set(index, { ...merged.get(index), ...patch });
  return merged;
}
