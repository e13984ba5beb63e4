// What the page knows of each kind of job. A new kind is one row here, which the compiler demands.
import type { JobView } from '../../shared/contract/job';
import { changeHints, changeJobWords } from '../change/job-words';
import { jobWords as create } from '../create/words';
import { jobWords as importing } from '../import/words';
import { refreshHints, jobWords as refreshing } from '../scans/words';
import type { JobWords } from './job-words';

export type JobKindName = JobView['kind'];
/** What a job is about. */
export type Task = Pick<JobView, 'kind' | 'what'>;

interface JobKind {
  /** @param what the change of a change job. */
  words(what: Task['what']): JobWords;
  /** What to know about a result, a sentence each. */
  hints(job: JobView): string[];
  /** Whether a finished job can be undone; deleted codes cannot come back. */
  undoes(what: Task['what']): boolean;
  /** Failed rows can be retried. */
  retries: boolean;
  /** The result offers to export the codes. */
  exports: boolean;
  /** The result offers the chart. */
  charts: boolean;
}

const never = () => false;
const none = () => [];
const PLAIN = {
  hints: none,
  undoes: never,
  retries: false,
  exports: false,
  charts: false,
};

export const KINDS: Record<JobKindName, JobKind> = {
  create: {
    ...PLAIN,
    words: () => create,
    undoes: () => true,
    retries: true,
    exports: true,
  },
  change: {
    ...PLAIN,
    words: changeJobWords,
    hints: changeHints,
    undoes: (what) => what !== 'delete' && what !== 'undo' && what !== 'undo-create',
  },
  import: { ...PLAIN, words: () => importing, exports: true },
  refresh: { ...PLAIN, words: () => refreshing, hints: refreshHints, charts: true },
};

export const wordsOf = ({ kind, what }: Task): JobWords => KINDS[kind].words(what);

export const isUndoable = ({ kind, what, done }: JobView): boolean => done > 0 && KINDS[kind].undoes(what);
