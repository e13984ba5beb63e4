// What a bulk change answers about the codes it was asked to change.
import type { Answers } from './answers';
import { done, type Outcome } from './outcome';

/** What became of the IDs of one request. */
export interface BulkResult {
  /** Codes that are now as asked. */
  updated: number;
  /** Of these, the codes that were not so before. */
  changed: number;
  /** IDs that belong to no code of the account. */
  failed: string[];
}

/** `counts` is the guide's answer; the others are those of other services. */
const bodies: Record<Answers['bulk'], (result: BulkResult) => unknown> = {
  counts: ({ updated, failed }) => ({ updated, failed: failed.length }),
  none: () => ({}),
  count: ({ updated }) => ({ count: updated }),
  success: () => ({ success: true }),
  texts: ({ updated, failed }) => ({ updated: String(updated), failed: String(failed.length) }),
  failedIds: ({ updated, failed }) => ({ updated, failed }),
  changed: ({ changed, failed }) => ({ updated: changed, failed: failed.length }),
  empty: () => undefined,
};

export function bulkAnswer(answers: Answers, result: BulkResult): Outcome {
  return done(answers.bulk === 'empty' ? 204 : 200, bodies[answers.bulk](result));
}
