// The one decision on what an answer means for a job: done, refused, to be sent again, unknown, or a reason to pause.
import type { Outcome } from '../qrius/answers';
import { UserError } from '../shared/errors';
import { closed } from '../table/cells';
import * as words from './words';

/** Waits before a request is sent again that had no proper answer, in milliseconds, by its tries. */
export const RETRY_PAUSES_MS: readonly number[] = [1_000, 2_000];
/** A request without a proper answer counts a try; after this many it is given up. */
export const MAX_TRIES = RETRY_PAUSES_MS.length + 1;

/** How long to wait before a request leaves again, in milliseconds. @param tries how often it left before. */
export const pauseFor = (tries: number): number => RETRY_PAUSES_MS[tries - 1] ?? 0;

/** Whether an answer says anything at all. */
export const isProper = ({ kind }: Outcome): boolean => kind !== 'lost';

export type Verdict =
  | { kind: 'done'; data: unknown }
  /** Qrius did nothing, and says why. */
  | { kind: 'refused'; reason: 'conflict' | 'missing' | 'rejected'; sentence: string }
  /** It must be sent again. `tries` counts those without a proper answer. */
  | { kind: 'again'; tries: number }
  /** It may have been done, and must not be repeated before the account was asked. */
  | { kind: 'unknown'; why: string }
  /** It had no proper answer too often. */
  | { kind: 'failed'; why: string; tries: number }
  /** Nothing more can be sent for anybody. */
  | { kind: 'pause'; why: UserError };

/** What is known of a request when its answer comes. */
export interface Asked {
  /** Requests without a proper answer so far. */
  tries: number;
  /** Whether it can be repeated without harm. */
  repeatable: boolean;
  /** The sentence where the plan or a permission forbids it, from Qrius's own words. */
  forbidden: (message: string) => string;
}

/** @param outcome null where the whole batch had no answer. @param why the reason for that. */
export function verdictOf(outcome: Outcome | null, why: string, asked: Asked): Verdict {
  switch (outcome?.kind) {
    case 'done':
      return { kind: 'done', data: outcome.data };
    case 'limited':
      return { kind: 'again', tries: asked.tries };
    case 'conflict':
    case 'rejected':
      return { kind: 'refused', reason: outcome.kind, sentence: outcome.message };
    case 'missing':
      return { kind: 'refused', reason: 'missing', sentence: words.unknownRequest };
    case 'key-refused':
      return { kind: 'pause', why: keyRefused() };
    case 'plan-limit':
      return { kind: 'pause', why: new UserError('plan-limit', asked.forbidden(closed(outcome.message))) };
    default:
      return noAnswer(outcome?.why ?? why, asked);
  }
}

function noAnswer(why: string, { tries, repeatable }: Asked): Verdict {
  if (!repeatable) return { kind: 'unknown', why };
  return tries + 1 < MAX_TRIES
    ? { kind: 'again', tries: tries + 1 }
    : { kind: 'failed', why, tries: tries + 1 };
}

export const keyRefused = (): UserError => new UserError('key-refused', words.keyRejected);
