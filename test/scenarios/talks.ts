// A small sheet of talks, for scenarios whose result is broken by hand before it is judged.
import { putCell, type SheetState } from '../../sim/apps-script/cells';
import type { UserEdit } from '../../sim/apps-script/edits';
import type { Played } from '../../sim/scenario/hand';
import type { ScenarioSheet, Step } from '../../sim/scenario/scenario';

export const HEADER = ['Name', 'URL', 'Slug', 'Notes', 'QR ID', 'Short URL', 'QR code image', 'Status'];
/** Their columns, from 1. */
export const AT = { name: 1, url: 2, slug: 3, notes: 4, id: 5, shortUrl: 6, picture: 7, status: 8 };

export const CREATE = { kind: 'press', button: { kind: 'create' } } as const;

export const tab = (name: string, rows: string[][]): ScenarioSheet => ({ name, rows: [HEADER, ...rows] });

/** A row without a code. */
export const talk = (name: string, end: string, slug = ''): string[] =>
  [name, `https://example.com/${end}`, slug, `note ${end}`].concat(Array(4).fill(''));

export const edit = (one: UserEdit): Step => ({ kind: 'edit', edit: one });

export function sheetAt({ world }: Played, index: number): SheetState {
  const sheet = world.state.document?.sheets[index];
  if (!sheet) throw new Error(`There is no sheet ${index}.`);
  return sheet;
}

/** Puts a text into a cell of the first sheet, as it is at the end. */
export const put = (played: Played, row: number, column: number, value: string): void =>
  putCell(sheetAt(played, 0), row, column, { value });

/** Three rows with slugs of their own. */
export const TALKS: ScenarioSheet = tab(
  'Talks',
  [1, 2, 3].map((n) => talk(`Talk ${n}`, `t${n}`, `talk-${n}`)),
);
