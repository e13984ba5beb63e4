// What the oracle finds.

const VIOLATIONS = [
  /** Two codes where one was asked for. */
  'double',
  /** A code that no row shows and nobody was told of. */
  'orphan',
  /** A code, short URL, slug or picture beside a row that it was not made for. */
  'wrong-row',
  /** A cell of the user's that was changed without being asked. */
  'user-cell',
  /** A row that was asked for and says nothing, or something that is over. */
  'no-word',
  /** A Status that is not true. */
  'untrue-word',
  /** Counts that do not add up to the rows. */
  'counts',
  /** A line that is missing in the log, is there twice, or is not true. */
  'log',
  /** An undo that did not restore what was there. */
  'undo',
  /** A request that Qrius's limits forbid. */
  'request',
  /** Something was sent after Stop. */
  'after-stop',
  /** A request with values that the owner of its key was not shown. */
  'unshown',
  /** An API key in a place where others can read it. */
  'key',
  /** A job that cannot be brought to its end. */
  'endless',
  /** An execution that failed without a sentence. */
  'crash',
] as const;
export type ViolationKind = (typeof VIOLATIONS)[number];

export interface Violation {
  kind: ViolationKind;
  /** A cell, a code, a request: where somebody has to look. */
  where: string;
  sentence: string;
  /** The platform cannot prevent it, and the sheet says so: it is counted apart (docs/reliability.md). */
  isTold?: true;
}
