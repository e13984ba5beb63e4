// One user's doors to the world: executions, the page, the menu, and the user's own hands.
import type { Core } from './core';
import { applyEdit, type UserEdit } from './edits';
import type { ExecutionResult } from './execute';
import type { AuthMode } from './permissions';
import { callFromPage } from './rpc';
import type { Answer, Menu, MenuItem, User } from './state';

export interface RunOptions {
  /** ID of the user; by default the one of the session. */
  user?: string;
  authMode?: AuthMode;
  /** First argument of a trigger function, as data. */
  event?: Record<string, unknown>;
}

/** Edits of a user, at once and without an execution. Sheets by name, rows 1-based, columns by letter, texts as typed. */
export interface Hands {
  edit(edit: UserEdit): void;
  setCell(sheet: string, cell: string, text: string): void;
  setCells(sheet: string, cell: string, rows: string[][]): void;
  clearCell(sheet: string, cell: string): void;
  setLink(sheet: string, cell: string, url: string, text?: string): void;
  select(ranges: string[], sheet?: string): void;
  /** Sorts the rows of "A2:F9"; of "B:D" the rows under the header, in these columns only. */
  sortRange(sheet: string, range: string, byColumn: string, ascending?: boolean): void;
  /** Puts the rows under the header in a random order; with `columns` ("B:D") in these columns only. */
  shuffleRows(sheet: string, seed: number, columns?: string): void;
  insertRowAbove(sheet: string, row: number): void;
  deleteRow(sheet: string, row: number): void;
  /** Copies a row over row `to`; without it into a new row inserted below. */
  copyRow(sheet: string, row: number, to?: number): void;
  hideRow(sheet: string, row: number, hidden?: boolean): void;
  /** Sets the rows that the sheet's filter hides; all others show. */
  setFilterHidden(sheet: string, rows: number[]): void;
  protectRange(sheet: string, range: string, editors?: string[]): void;
  deleteColumn(sheet: string, column: string): void;
  moveColumn(sheet: string, from: string, to: string): void;
  renameSheet(sheet: string, name: string): void;
  deleteSheet(sheet: string): void;
}

export interface Session {
  readonly id: string;
  /** One execution. Throws where the bundle has no such top-level function. */
  run(functionName: string, args?: unknown[], options?: RunOptions): ExecutionResult;
  /** One call of google.script.run; the result's value is what the page receives. */
  rpc(functionName: string, args?: unknown[]): ExecutionResult;
  /** Opens the document: runs onOpen as a simple trigger and gives the menu it built, or null where it built none. */
  open(user?: string, authMode?: AuthMode): Menu | null;
  /** Runs the function of the menu item of that label. Throws where the menu last built has none. */
  clickMenu(label: string): ExecutionResult;
  /** The menu last built for the user. */
  menu(): Menu | null;
  readonly user: Hands;
  /** What the user will do with the next dialogs, in order. */
  readonly answers: Answer[];
}

function handsOf(core: Core, userId: string): Hands {
  const edit = (one: UserEdit) => applyEdit(core.state, one, userId);
  return {
    edit,
    setCell: (sheet, cell, text) => edit({ kind: 'setCell', sheet, cell, text }),
    setCells: (sheet, cell, rows) => edit({ kind: 'setCells', sheet, cell, rows }),
    clearCell: (sheet, cell) => edit({ kind: 'clearCell', sheet, cell }),
    setLink: (sheet, cell, url, text) =>
      edit({ kind: 'setLink', sheet, cell, url, ...(text === undefined ? {} : { text }) }),
    select: (ranges, sheet) => edit({ kind: 'select', ranges, ...(sheet === undefined ? {} : { sheet }) }),
    sortRange: (sheet, range, byColumn, ascending = true) =>
      edit({ kind: 'sort', sheet, range, byColumn, ascending }),
    shuffleRows: (sheet, seed, columns) =>
      edit({ kind: 'shuffle', sheet, seed, ...(columns === undefined ? {} : { columns }) }),
    insertRowAbove: (sheet, above) => edit({ kind: 'insertRow', sheet, above }),
    deleteRow: (sheet, row) => edit({ kind: 'deleteRow', sheet, row }),
    copyRow: (sheet, row, to) => edit({ kind: 'copyRow', sheet, row, ...(to === undefined ? {} : { to }) }),
    hideRow: (sheet, row, hidden = true) => edit({ kind: 'hideRow', sheet, row, hidden }),
    setFilterHidden: (sheet, hidden) => edit({ kind: 'filterRows', sheet, hidden }),
    protectRange: (sheet, range, editors = []) => edit({ kind: 'protect', sheet, range, editors }),
    deleteColumn: (sheet, column) => edit({ kind: 'deleteColumn', sheet, column }),
    moveColumn: (sheet, from, to) => edit({ kind: 'moveColumn', sheet, from, to }),
    renameSheet: (sheet, name) => edit({ kind: 'renameSheet', sheet, name }),
    deleteSheet: (sheet) => edit({ kind: 'deleteSheet', sheet }),
  };
}

/** The function of the item of that label, looked for in submenus too. */
function functionOf(items: MenuItem[], label: string): string | undefined {
  for (const item of items) {
    if ('items' in item) {
      const inside = functionOf(item.items, label);
      if (inside !== undefined) return inside;
    } else if ('functionName' in item && item.label === label) return item.functionName;
  }
  return undefined;
}

/** The doors of one user. Throws where the world has no such user. */
export function sessionOf(core: Core, { id }: User): Session {
  const run: Session['run'] = (functionName, args = [], { user = id, authMode = 'FULL', event } = {}) =>
    core.execute({ functionName, args, user, authMode, ...(event === undefined ? {} : { event }) });
  core.state.answers[id] ??= [];
  const answers = core.state.answers[id];
  const menuOf = (user: string) => core.state.menus[user]?.at(-1) ?? null;
  return {
    id,
    run,
    rpc: (functionName, args = []) => callFromPage(core, functionName, args, id),
    open: (user = id, authMode = 'LIMITED') => {
      delete core.state.menus[user];
      run('onOpen', [], { user, authMode, event: {} });
      return menuOf(user);
    },
    clickMenu: (label) => {
      const functionName = functionOf(core.state.menus[id]?.flatMap(({ items }) => items) ?? [], label);
      if (functionName === undefined) throw new Error(`The menu has no item "${label}".`);
      return run(functionName);
    },
    menu: () => menuOf(id),
    user: handsOf(core, id),
    answers,
  };
}
