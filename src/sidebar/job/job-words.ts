// What the running view and the result say about one kind of job.

export interface JobWords {
  /** Heading while it runs: `Creating codes`. */
  running: string;
  /** Before its rows are known. */
  starting: string;
  /** While the first rows are on their way; null shows the count. */
  firstRows: ((rows: number) => string) | null;
  /** What it counts: `code`, `codes`. */
  one: string;
  many: string;
  /** What happened to them: `created`. */
  done: string;
  /** Label of rows that were so before. */
  already: string;
  /** What is safe while it pauses. */
  kept: string;
  /** What a job that was cut off before its start did. */
  nothingSent: string;
}
