// What the sheet says: its columns, its rows, and the rows that need attention.
import type { ErrorInfo } from '../errors';
import { TEXTS } from '../texts';

/** What a user asks codes for. `selection`: rows of all selected ranges that are not hidden. */
export type Scope = 'selection' | 'sheet';

/** The columns that a user can point out. */
export const CHOOSABLE_ROLES = ['name', 'destination', 'slug', 'tags', ...TEXTS] as const;
export type ChoosableRole = (typeof CHOOSABLE_ROLES)[number];

/** The sheet that the user looks at, as it was understood. */
export interface SheetView {
  /** What `Shown` names it by. */
  id: number;
  name: string;
  /** Nothing stands in it. */
  empty: boolean;
  /** The row of the headers, counted from 1; 0 in an empty sheet. */
  headerRow: number;
  /** The first rows with content: one of them has the headers. */
  topRows: TopRow[];
  /** The header texts, in their order; empty ones are left out. */
  headers: string[];
  /** For each role the header that was understood or picked; null where there is none. The name has the destination's where names come from the links. */
  columns: Record<ChoosableRole, string | null>;
  /** Roles for which the user has picked a column, or none. */
  picked: ChoosableRole[];
  /** Whether the user has pointed out the header row. */
  rowPicked: boolean;
  /** What only the user knows: which column a role means; null where nothing is asked. */
  question: { role: ChoosableRole; headers: string[] } | null;
  /** Headers that could be a role's, and are used only if the user says so. Nothing is offered where the user has picked. */
  offered: Partial<Record<ChoosableRole, string>>;
  /** Some of the tags that the rows would get from the column that is offered for them; empty where none is. */
  tagsToBe: string[];
  /** Why the columns cannot be used; null where they can. The counts are zero then. */
  failure: ErrorInfo | null;
  /** Rows with content; the five counts below add up to it. */
  rows: number;
  ready: number;
  /** They have a code, and Qrius was told what they say. */
  coded: number;
  /** They have a code, and were edited since Qrius was told last, as far as the log knows. */
  edited: number;
  /** With or without a code. */
  attention: number;
  /** Their code was deleted on purpose: they get another one only if the user says so. */
  deleted: number;
  /** Rows with a code, in whatever state. */
  created: number;
  /** Rows with content in the selection. */
  selected: number;
  /** Stand for the codes of all rows and of the selected ones: they go back with a press that refreshes their scans. */
  codes: Record<Scope, string>;
}

/** A row at the top of the sheet, counted from 1, with the texts of its first cells. */
export interface TopRow {
  row: number;
  text: string;
}

/** A row that needs the user's attention. `row` is counted from 1, as in the sheet. */
export interface RowFault {
  row: number;
  name: string;
  sentence: string;
}

/** A cell that could be changed at a click: what it holds, and what it would hold. `row` is counted from 1. */
export interface CellFix {
  row: number;
  role: 'destination' | 'slug';
  from: string;
  to: string;
}

/** Faults that travel in one reply at the most. */
export const MAX_FAULTS = 200;

/** Cells that are changed at a click at the most. */
export const MAX_FIXES = 5_000;
