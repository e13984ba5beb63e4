// Turns patches of scattered rows into few rectangles to write: Sheets writes rectangles, and each costs a call.
import { asText, asTextInAnyFormat } from './cells';
import { type Columns, OUTPUT_ORDER, type OutputRole } from './columns';
import { cell, type Patch } from './rows';

/** A rectangle of contents as `Range.setValues` takes them. `row` and `column` are 0-based. */
export interface Block {
  row: number;
  column: number;
  cells: string[][];
}

/**
 * One rectangle for each group of neighbouring output columns that change, from the first to the last row that changes;
 * cells in between are written with what they hold. The slug column is the user's own: of that, only the cells that
 * change are written, a rectangle for each run of rows.
 * @param grid display values as they were just read.
 * @param formulaAt the picture's formula in a row, as far as it has one.
 */
export function blocks(
  grid: string[][],
  columns: Columns,
  patches: ReadonlyMap<number, Patch>,
  formulaAt: (index: number) => string,
): Block[] {
  const content = (index: number, role: OutputRole) => {
    const patched = patches.get(index)?.[role];
    if (role === 'image') return patched ?? formulaAt(index);
    const text = patched ?? cell(grid, columns, index, role);
    return role === 'slug' ? asTextInAnyFormat(text) : asText(text);
  };
  return columnGroups(columns, changedRoles(columns, patches)).flatMap(({ column, roles }) => {
    const changed = [...patches.keys()]
      .filter((index) => roles.some((role) => patches.get(index)?.[role] !== undefined))
      .sort((a, b) => a - b);
    return spans(changed, roles.includes('slug')).map(([first, last]) => ({
      row: first,
      column,
      cells: range(first, last).map((index) => roles.map((role) => content(index, role))),
    }));
  });
}

/** First and last row of each rectangle: one for all, or one for each run of neighbouring rows. */
function spans(indices: readonly number[], runs: boolean): Array<[first: number, last: number]> {
  const found: Array<[number, number]> = [];
  for (const index of indices) {
    const last = found[found.length - 1];
    if (last && (!runs || index === last[1] + 1)) last[1] = index;
    else found.push([index, index]);
  }
  return found;
}

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, offset) => first + offset);

function changedRoles(columns: Columns, patches: ReadonlyMap<number, Patch>): OutputRole[] {
  const changed = new Set<string>();
  for (const patch of patches.values()) for (const role of Object.keys(patch)) changed.add(role);
  return OUTPUT_ORDER.filter((role) => changed.has(role) && columns.at[role] !== undefined);
}

function columnGroups(
  columns: Columns,
  roles: readonly OutputRole[],
): Array<{ column: number; roles: OutputRole[] }> {
  const groups: Array<{ column: number; roles: OutputRole[] }> = [];
  const placed = roles
    .map((role) => ({ role, column: columns.at[role] ?? 0 }))
    .sort((a, b) => a.column - b.column);
  for (const { role, column } of placed) {
    const group = groups[groups.length - 1];
    const joins =
      group &&
      group.column + group.roles.length === column &&
      !group.roles.includes('slug') &&
      role !== 'slug';
    if (joins) group.roles.push(role);
    else groups.push({ column, roles: [role] });
  }
  return groups;
}
