// Notes what happens while codes are being created or changed, from the calls of the sidebar and what it is told.
import type { ExecutionResult } from '../../sim/apps-script/execute';
import { attempt, either, MAX_ID, object, oneOf, parseJson, text } from '../../src/shared/parse';
import type { Midway } from './messages';

/** Characters of an answer at most. */
const MAX_ANSWER = 500_000;
/** Calls that begin a job on codes, and that work on one; the last one on any job. */
const BEGINS = ['createCodes', 'changeCodes'];
const WORKS = [...BEGINS, 'retryFailed', 'continueJob'];
/** The kinds of these jobs. */
const ON_CODES = ['create', 'change'];

const job = object({
  kind: text(MAX_ID),
  phase: oneOf('starting', 'running', 'waiting', 'paused', 'ended'),
});
/** The job of an answer: the answer itself, or the one that the first view shows. */
const answer = object({ value: either(job, object({ job })) });

export interface MidwayNotes {
  midway: Readonly<Midway>;
  /** A call of the sidebar begins; `null` for what is no call of the door. */
  begins(method: string | null): void;
  ends(method: string | null, result: Pick<ExecutionResult, 'outcome' | 'value'>): void;
  sorted(): void;
}

export function midwayNotes(): MidwayNotes {
  const midway: Midway = { working: false, sorted: false, cut: false };
  return {
    midway,
    begins: (method) => {
      if (method !== null && BEGINS.includes(method)) midway.working = true;
    },
    ends: (method, { outcome, value }) => {
      if (method === null) return;
      if (outcome === 'killed' && WORKS.includes(method)) midway.cut ||= midway.working;
      const given = parseJson(answer, attempt(text(MAX_ANSWER), value))?.value;
      const told = given && 'job' in given ? given.job : given;
      if (told) midway.working = ON_CODES.includes(told.kind) && told.phase !== 'ended';
      else if (BEGINS.includes(method) && outcome !== 'killed') midway.working = false;
    },
    sorted: () => {
      midway.sorted ||= midway.working;
    },
  };
}
