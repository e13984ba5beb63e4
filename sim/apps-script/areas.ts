// Areas that belong to a sheet, and where they are after rows and columns came, went or moved.
import { type Area, parseA1 } from './a1';
import type { SheetState } from './cells';

/** Reads A1 notation in a sheet. Throws where it is no range. */
export function areaIn(sheet: SheetState, a1: string): Area {
  const area = parseA1(a1, { rows: sheet.maxRows, columns: sheet.maxColumns });
  if (!area) throw new Error(`"${a1}" is no range in A1 notation.`);
  return area;
}

/** Whether a cell lies in an area. */
export const inside = (area: Area, row: number, column: number): boolean =>
  row >= area.row &&
  row < area.row + area.rows &&
  column >= area.column &&
  column < area.column + area.columns;

/** Where a row or column number is after `count` lines came (positive) or went (negative) at `at`; undefined if it went. */
export function shifted(number: number, at: number, count: number): number | undefined {
  if (number < at) return number;
  return count < 0 && number < at - count ? undefined : number + count;
}

function shiftedArea(area: Area, axis: 'row' | 'column', at: number, count: number): Area | undefined {
  const extent = axis === 'row' ? 'rows' : 'columns';
  let size = 0;
  let first: number | undefined;
  for (let number = area[axis]; number < area[axis] + area[extent]; number++) {
    const now = shifted(number, at, count);
    if (now === undefined) continue;
    first ??= now;
    size = now - first + 1;
  }
  return first === undefined ? undefined : { ...area, [axis]: first, [extent]: size };
}

/** Rewrites the areas of everything that the sheet has beside its cells; what loses its area goes. */
function mapAreas(sheet: SheetState, map: (area: Area) => Area | undefined): void {
  const mapped = <Item extends { area: Area }>(items: Item[]): Item[] =>
    items.flatMap((item) => {
      const area = map(item.area);
      return area ? [{ ...item, area }] : [];
    });
  sheet.protections = mapped(sheet.protections);
  sheet.validations = mapped(sheet.validations);
  sheet.typedColumns = mapped(sheet.typedColumns);
  sheet.merges = mapped(sheet.merges);
}

function shiftedHeights(
  heights: SheetState['rowHeights'],
  at: number,
  count: number,
): SheetState['rowHeights'] {
  return Object.fromEntries(
    Object.entries(heights).flatMap(([row, pixels]) => {
      const now = shifted(Number(row), at, count);
      return now === undefined ? [] : [[now, pixels]];
    }),
  );
}

/** Shifts all areas of a sheet where rows or columns came or went. */
export function shiftAreas(sheet: SheetState, axis: 'row' | 'column', at: number, count: number): void {
  mapAreas(sheet, (area) => shiftedArea(area, axis, at, count));
  if (axis === 'row') sheet.rowHeights = shiftedHeights(sheet.rowHeights, at, count);
  if (sheet.filter) sheet.filter = shiftedArea(sheet.filter, axis, at, count) ?? null;
  // A spill is as large as its result; only its formula's cell moves it.
  sheet.spills = sheet.spills.flatMap((spill) => {
    const anchor = shifted(spill.area[axis], at, count);
    return anchor === undefined ? [] : [{ ...spill, area: { ...spill.area, [axis]: anchor } }];
  });
}

/** Lets areas of one column follow their column when it is dragged; wider ones stay. */
export function moveAreas(sheet: SheetState, from: number, to: number): void {
  const target = (column: number): number => {
    if (column === from) return to;
    if (from < to) return column > from && column <= to ? column - 1 : column;
    return column >= to && column < from ? column + 1 : column;
  };
  mapAreas(sheet, (area) => (area.columns === 1 ? { ...area, column: target(area.column) } : area));
  sheet.spills = sheet.spills.map((spill) => ({
    ...spill,
    area: { ...spill.area, column: target(spill.area.column) },
  }));
}

/** Whether a merge covers the cell: it is not the upper left one, cannot hold anything, and a write into it is dropped. */
export const covered = (sheet: SheetState, row: number, column: number): boolean =>
  sheet.merges.some(({ area }) => inside(area, row, column) && (row !== area.row || column !== area.column));
