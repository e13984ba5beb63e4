// The rows of a sheet as the add-on understands them.
import type { RowFault } from '../shared/contract/sheet';
import { unguarded } from '../shared/csv';
import { TEXTS, type Texts, textsBy } from '../shared/texts';
import { type Content, groupBy, once, splitTags, textOf } from './cells';
import { type Columns, type Grid, textAt, type View } from './columns';
import { isSlug } from './contents';
import { nameFromLink, trimInvisible } from './links';
import { skipReason } from './no-rows';
import { ADDED_ROLES, type Role } from './roles';
import { slugInAddress } from './slugs';
import { type Mark, readMark } from './status';
import * as words from './words';

/** What a user filled in. */
export interface Inputs extends Texts {
  name: string;
  destination: string;
  /** What the destination cell shows: the destination itself, or the text in front of its link. */
  shown: string;
  /** Empty where Qrius is to choose. */
  slug: string;
  tags: string[];
  /** Several links are behind the text of the destination cell, so that none can be used. */
  severalLinks?: true;
}

export const textsOf = (inputs: Texts): string[] => TEXTS.map((text) => inputs[text]);

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
  /** Why a row with content asks for no code, as the end of a sentence; null where it asks for one. */
  skip: string | null;
}

/** What stands in place of a link where a cell has several of them. */
export const SEVERAL_LINKS = '';
/** Rows that show what is usual in a sheet. */
const USUAL_ROWS = 200;

/** New contents for cells of one row. */
export type Patch = Partial<Record<Role, Content>>;
/** A row without a code. */
export const NO_CODE = { id: '', shortUrl: '', image: '' } satisfies Patch;
/** Patches by 0-based row. */
export type Patches = ReadonlyMap<number, Patch>;

/** The text that a user means with a cell: without invisible ends, and without the guard of a file that left and came back. */
export const readCell = (view: View, index: number, role: Role): string =>
  trimInvisible(unguarded(textAt(view, index, role)));

/**
 * Reads the rows below the header.
 * @param links the link behind each cell of the destination column, by row; used where the cell shows no URL.
 * @param merged rows whose name cell belongs to a merged one above; asked for a row with a link and no name.
 */
export function readRows(
  grid: Grid,
  columns: Columns,
  links: readonly (string | null)[] = [],
  merged: () => readonly number[] = () => [],
): Row[] {
  const { headerRow, at } = columns;
  const skipOf = skipReasons(grid, columns, merged);
  const hasBackHalves = /back.?half|bitlink/i.test(textAt({ grid, columns }, headerRow, 'slug'));
  return grid.slice(headerRow + 1).map((_, offset) => {
    const index = headerRow + 1 + offset;
    const read = (role: Role) => readCell({ grid, columns }, index, role);
    const shown = read('destination');
    const destination = showsUrl(shown) ? shown : links[index] || shown;
    const slug = read('slug');
    const status = read('status');
    const row = {
      index,
      name: at.name === at.destination ? nameFromLink(destination) : read('name'),
      destination,
      shown,
      // An export of short links has them whole under this header; one that needs a fix is shown as its cell has it.
      slug: hasBackHalves && isSlug(slugInAddress(slug)) ? slugInAddress(slug) : slug,
      tags: splitTags(read('tags')),
      ...textsBy(read),
      id: read('id'),
      shortUrl: read('shortUrl'),
      status,
      next: read('next'),
      mark: readMark(status),
      empty: (['name', 'destination', 'slug', 'tags'] as const).every((role) => read(role) === ''),
      ...(links[index] === SEVERAL_LINKS && { severalLinks: true as const }),
    };
    const isOpen = !row.empty && row.id === '' && row.mark.kind === 'none';
    return { ...row, skip: isOpen ? skipOf(row) : null };
  });
}

/** Says why an open row asks for no code, which takes a look at the sheet: most reads of a job have no such row, or few. */
function skipReasons(
  grid: Grid,
  columns: Columns,
  merged: () => readonly number[],
): (row: Omit<Row, 'skip'>) => string | null {
  const { headerRow, at } = columns;
  const headers = (grid[headerRow] ?? []).map(textOf);
  const isOurs = (column: number) => ADDED_ROLES.some((role) => role !== 'slug' && at[role] === column);
  const own = headers.map((_, column) => column).filter((column) => !isOurs(column));
  const cellsOf = (cells: Grid[number] = []) => own.map((column) => trimInvisible(textOf(cells[column])));
  const ownHeaders = own.map((column) => headers[column] ?? '');
  const first = headerRow + 1;
  const usual = once(() => usualCells(grid.slice(first, first + USUAL_ROWS).map(cellsOf)));
  return ({ index, name, destination }) => {
    if (name === '' && destination !== '' && merged().includes(index)) return words.mergedName;
    const texts = { cells: cellsOf(grid[index]), headers: ownHeaders, name, destination };
    return skipReason({ ...texts, isFirst: index === first, usual: usual() });
  };
}

/** How many cells the rows have filled, as most of them. */
function usualCells(rows: ReadonlyArray<readonly string[]>): number {
  const counts = rows.map((cells) => cells.filter((text) => text !== '').length).filter((count) => count > 0);
  return counts.sort((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
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
export const rowsById = (rows: readonly Row[]): Map<string, [Row, ...Row[]]> => groupBy(rows, ({ id }) => id);

/** What a row is told of itself. */
export const faultOf = ({ index, name }: Row, sentence: string): RowFault => ({
  row: index + 1,
  name,
  sentence,
});

/** One patch map over another; where both write a cell, the second wins. */
export function mergePatches(first: Patches, second: Patches): Map<number, Patch> {
  const merged = new Map(first);
  for (const [index, patch] of second) merged.set(index, { ...merged.get(index), ...patch });
  return merged;
}
