// Notes what happens while codes are being created, from the calls of the sidebar and what it is told.
import type { ExecutionResult } from '../../sim/apps-script/execute';
import { attempt, either, object, oneOf, parseJson, text } from '../../src/shared/parse';
import type { Midway } from './messages';

/** Calls that work on a job which creates codes; the last one on any job. */
const CREATES = ['createCodes', 'retryFailed', 'continueJob'];

const job = object({
  kind: text(),
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
  const midway: Midway = { creating: false, sorted: false, cut: false };
  return {
    midway,
    begins: (method) => {
      if (method === 'createCodes') midway.creating = true;
    },
    ends: (method, { outcome, value }) => {
      if (method === null) return;
      if (outcome === 'killed' && CREATES.includes(method)) midway.cut ||= midway.creating;
      const given = parseJson(answer, attempt(text(), value))?.value;
      const told = given && 'job' in given ? given.job : given;
      if (told) midway.creating = told.kind === 'create' && told.phase !== 'ended';
      else if (method === 'createCodes' && outcome !== 'killed') midway.creating = false;
    },
    sorted: () => {
      midway.sorted ||= midway.creating;
    },
  };
}
