// Turns patches of scattered rows into few rectangles to write: Sheets writes rectangles, and each costs a call.
import { asText, asTextInAnyFormat, type CellValue } from './cells';
import { type Columns, isOwn, ROLES, type Role } from './columns';
import { cell, type Patch } from './rows';

/** A rectangle of contents as `Range.setValues` takes them. `row` and `column` are 0-based. */
export interface Block {
  row: number;
  column: number;
  cells: CellValue[][];
}

/** Up to so many runs of neighbouring rows are written one by one; more of them from the first to the last row at once. */
const MOST_RUNS = 3;

/**
 * Rectangles for rows that change in the same columns, where they stand together: nothing else is written then. Where
 * they are scattered, cells in between are written with the text that they hold, but never a picture, which may be an image
 * in the cell and cannot be read, and never what is the user's own (`isOwn`).
 * @param grid display values as they were just read.
 */
export function blocks(grid: string[][], columns: Columns, patches: ReadonlyMap<number, Patch>): Block[] {
  const content = (index: number, role: Role) => {
    const text = patches.get(index)?.[role] ?? cell(grid, columns, index, role);
    if (role === 'image') return text;
    return isOwn(role) && role !== 'destination' ? asTextInAnyFormat(text) : asText(text);
  };
  const fills = [...patches.values()].some((patch) => patch.id !== undefined && patch.name !== undefined);
  const rectangles = [...byRoles(columns, patches).values()].flatMap(({ roles, indices }) => {
    const runs = runsOf(indices);
    const scattered = runs.length > MOST_RUNS;
    return columnGroups(columns, roles, scattered).flatMap(({ column, roles: group }) => {
      const whole = scattered && !group.some(isOwn);
      return (whole ? spanOf(runs) : runs).map(([first, last]) => ({
        block: {
          row: first,
          column,
          cells: range(first, last).map((index) => group.map((role) => content(index, role))),
        },
        turn: turnOf(group, fills),
      }));
    });
  });
  return rectangles.sort((a, b) => a.turn - b.turn).map(({ block }) => block);
}

/**
 * An execution can be cut off between two rectangles: slugs and pictures go first, then IDs, and Status last. A row without
 * an ID is still marked, and is looked up and written again; one with an ID has all the rest. Where whole rows are filled
 * in, IDs come first: by them it is known which rows are to be completed.
 */
function turnOf(roles: readonly Role[], fills: boolean): number {
  if (roles.includes('id')) return fills ? -1 : 1;
  return roles.includes('status') ? 2 : 0;
}

/** Rows that change in the same columns, in their order. */
function byRoles(
  columns: Columns,
  patches: ReadonlyMap<number, Patch>,
): Map<string, { roles: Role[]; indices: number[] }> {
  const groups = new Map<string, { roles: Role[]; indices: number[] }>();
  for (const [index, patch] of [...patches].sort(([a], [b]) => a - b)) {
    const roles = ROLES.filter((role) => patch[role] !== undefined && columns.at[role] !== undefined);
    const group = groups.get(roles.join());
    if (group) group.indices.push(index);
    else if (roles.length > 0) groups.set(roles.join(), { roles, indices: [index] });
  }
  return groups;
}

type Span = [first: number, last: number];

function runsOf(indices: readonly number[]): Span[] {
  const runs: Span[] = [];
  for (const index of indices) {
    const last = runs[runs.length - 1];
    if (last && index === last[1] + 1) last[1] = index;
    else runs.push([index, index]);
  }
  return runs;
}

function spanOf(runs: readonly Span[]): Span[] {
  const [first, last] = [runs[0], runs[runs.length - 1]];
  return first && last ? [[first[0], last[1]]] : [];
}

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, offset) => first + offset);

/** Neighbouring columns together; pictures and the user's own columns apart where the rows are scattered. */
function columnGroups(
  columns: Columns,
  roles: readonly Role[],
  scattered: boolean,
): Array<{ column: number; roles: Role[] }> {
  const groups: Array<{ column: number; roles: Role[] }> = [];
  const placed = roles
    .map((role) => ({ role, column: columns.at[role] ?? 0 }))
    .sort((a, b) => a.column - b.column);
  for (const { role, column } of placed) {
    const group = groups[groups.length - 1];
    const apart = scattered && (isOwn(role) || group?.roles.some(isOwn));
    if (group && group.column + group.roles.length === column && !apart) group.roles.push(role);
    else groups.push({ column, roles: [role] });
  }
  return groups;
}
