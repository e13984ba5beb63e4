// What the add-on says when something cannot be done: a sentence for the user and a code for the program.

/** The codes are stable: the sidebar and the tests tell failures apart by them, never by the sentence. */
export type FailureCode =
  | 'columns-missing'
  | 'columns-unclear'
  | 'columns-changed'
  | 'nothing-selected'
  | 'nothing-to-do'
  | 'over-plan'
  | 'bad-wish'
  | 'confirm-deletes'
  | 'undo-passed'
  | 'undo-elsewhere'
  | 'other-codes'
  | 'not-connected'
  | 'key-malformed'
  | 'key-refused'
  | 'other-account'
  | 'no-answer'
  | 'plan-limit'
  | 'fetch-quota'
  | 'out-of-time'
  | 'job-busy'
  | 'job-of-colleague'
  | 'no-job'
  | 'sheet-gone'
  | 'sheet-protected'
  | 'sheet-restless'
  | 'sheet-too-large'
  | 'trigger-refused'
  | 'bad-call'
  | 'unexpected';

/** One thing that went wrong. `message` is a whole sentence (or several) that the user can act on. */
export interface Failure {
  code: FailureCode;
  message: string;
}

/** A failure on its way up through code that cannot go on. Carries a {@link Failure} as plain data. */
export class Refusal extends Error {
  readonly failure: Failure;

  constructor(code: FailureCode, message: string) {
    super(message);
    this.name = 'Refusal';
    this.failure = { code, message };
  }
}
