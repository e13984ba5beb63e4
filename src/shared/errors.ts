// What the add-on says when something cannot be done: a sentence for the user and a code for the program.

import { MAX_SENTENCE } from './parse';

/** The codes are stable: the sidebar and the tests tell failures apart by them, never by the sentence. */
export const ERROR_CODES = [
  'columns-missing',
  'columns-unclear',
  'columns-changed',
  'nothing-selected',
  'nothing-to-do',
  'bad-request',
  'confirm-deletes',
  'undo-outdated',
  'undo-elsewhere',
  'target-changed',
  'not-connected',
  'key-malformed',
  'key-refused',
  'other-account',
  'no-answer',
  'plan-limit',
  'fetch-quota',
  'out-of-time',
  'job-busy',
  'job-of-colleague',
  'no-job',
  'own-tab',
  'sheet-deleted',
  'sheet-protected',
  'sheet-refused',
  'concurrent-edits',
  'sheet-too-large',
  'trigger-refused',
  'bad-call',
  'unexpected',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** One thing that went wrong. `message` is whole sentences that the user can act on. */
export interface ErrorInfo {
  code: ErrorCode;
  message: string;
}

/** An error that the user is told of, on its way up through code that cannot continue. */
export class UserError extends Error {
  readonly info: ErrorInfo;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = 'UserError';
    this.info = { code, message: message.slice(0, MAX_SENTENCE) };
  }
}

/** Cells that Google Sheets refuses for good; what it takes of the write is written. */
export class CellsRefused extends UserError {
  /** Rows, from 0, whose cells were refused, by column, from 0. */
  readonly cells: ReadonlyMap<number, ReadonlySet<number>>;

  constructor(message: string, cells: CellsRefused['cells']) {
    super('sheet-refused', message);
    this.cells = cells;
  }
}

/** What an action gives; where it throws a `UserError`, what `orElse` makes of that. Any other error passes. */
export function unlessRefused<T>(action: () => T): T | undefined;
export function unlessRefused<T, E>(action: () => T, orElse: (error: UserError) => E): T | E;
export function unlessRefused(action: () => unknown, orElse?: (error: UserError) => unknown): unknown {
  try {
    return action();
  } catch (error) {
    if (error instanceof UserError) return orElse?.(error);
    throw error;
  }
}
