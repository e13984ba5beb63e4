// Everything that a world remembers between two executions: plain data, cheap to copy.

import type { RandomState } from '../random';
import type { Area } from './a1';
import type { Account } from './accounts';
import { cloneSheet, type SheetState } from './cells';
import type { Readings } from './readings';

export interface User extends Account {
  id: string;
  email: string;
}

export interface DocumentState {
  id: string;
  name: string;
  /** ID of the user who owns the spreadsheet; protections do not stop the owner. */
  ownerId: string;
  timeZone: string;
  locale: string;
  /** Whether pictures from elsewhere may be loaded by formulas. */
  imagesAllowed: boolean;
  sheets: SheetState[];
}

/** What one user has selected; several ranges, the current one last. */
export interface Selection {
  sheetId: number;
  areas: Area[];
  /** What is selected in the other sheets, by their IDs: each keeps its own. */
  elsewhere?: Record<number, Area[]>;
}

export type MenuItem =
  | { label: string; functionName: string }
  | { separator: true }
  | { label: string; items: MenuItem[] };

export interface Menu {
  title: string;
  items: MenuItem[];
}

/** What a user does with the next dialog: the button pressed and, in a prompt, the text typed. */
export interface Answer {
  button: 'OK' | 'CANCEL' | 'YES' | 'NO' | 'CLOSE';
  text?: string;
}

/** A question that an execution puts to its user. */
export interface Dialog {
  kind: 'alert' | 'prompt';
  title: string;
  message: string;
  /** The name of the ButtonSet: 'OK', 'YES_NO'. */
  buttons: string;
}

/** How a dialog of HTML is shown. Sizes in pixels; null where the page asks for none. */
export interface DialogLook {
  /** Nothing else can be used before it closes. */
  modal: boolean;
  width: number | null;
  height: number | null;
}

/** What was put before a user's eyes, in order. */
export type Shown = { userId: string; at: number } & (
  | { kind: 'toast'; message: string; title: string; seconds: number }
  | (Dialog & { answer: Answer })
  | { kind: 'sidebar'; title: string; html: string }
  | ({ kind: 'dialog'; title: string; html: string } & DialogLook)
);

export interface TriggerState {
  id: string;
  userId: string;
  handler: string;
  /** Milliseconds between two runs; 0 for a trigger that fires once. */
  everyMs: number;
  /** When it is due next (epoch milliseconds). */
  dueAt: number;
  /** A one-shot trigger that has fired stays in the list until code deletes it (docs/facts/apps-script.md#one-shot-triggers). */
  spent: boolean;
  /** Disabled by Google: still listed, never fires. */
  disabled?: boolean;
}

export type PropertyStore = Record<string, string>;

export interface WorldState {
  /** The virtual clock, epoch milliseconds. */
  now: number;
  /** How far a world on the real clock is ahead of the machine, in milliseconds. */
  aheadMs: number;
  document: DocumentState | null;
  readings: Readings;
  /** By user ID. */
  accounts: Record<string, Account>;
  /** Running time of each user's triggers since `since`, in milliseconds; it starts again at zero after 24 hours. */
  triggerTime: Record<string, { since: number; usedMs: number }>;
  properties: { script: PropertyStore; document: PropertyStore; user: Record<string, PropertyStore> };
  selections: Record<string, Selection>;
  /** The menus last added to the editor's menu bar, by user. */
  menus: Record<string, Menu[]>;
  answers: Record<string, Answer[]>;
  triggers: TriggerState[];
  /** IDs of users who must authorise the script again: a version of it asks for more. */
  unauthorised: string[];
  shown: Shown[];
  /** Service calls that left the script, counted by name. */
  trips: Record<string, number>;
  /** Executions started so far. */
  executions: number;
  random: RandomState;
  /** Latencies have their own numbers, so that a script's Math.random does not move the clock. */
  latency: RandomState;
}

/** A copy that shares nothing that changes. */
export function cloneState(state: WorldState): WorldState {
  const { document, ...rest } = state;
  return {
    ...structuredClone(rest),
    document: document && { ...document, sheets: document.sheets.map(cloneSheet) },
  };
}

/** Lets a user go to a sheet, and select there; without areas A1. */
export function goTo(state: WorldState, userId: string, sheetId: number, areas?: Area[]): void {
  const left = state.selections[userId];
  state.selections[userId] = {
    sheetId,
    areas: areas ?? [{ row: 1, column: 1, rows: 1, columns: 1 }],
    ...(left && { elsewhere: { ...left.elsewhere, [left.sheetId]: left.areas } }),
  };
}
