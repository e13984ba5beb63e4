// Sentences about jobs of every kind: running, paused, done, and a colleague's.
import type { JobView } from '../../shared/contract/job';
import { clock, counted, duration, lowerCase, number, sentenceCase } from '../ui/format';
import type { JobWords } from './job-words';
import { wordsOf } from './kinds';

/** Sheets has no write that asks first what a cell holds. */
const LEAVE_CELLS =
  'Don’t type into the columns that the job is filling in: what you type there as it writes is replaced.';

export const words = {
  rows: 'Rows of this job',
  progress: 'Rows finished',
  progressOf: (finished: number, rows: number) => `${number(finished)} of ${counted(rows, 'row')}`,
  failed: 'Failed',
  /** Rows of which nothing was sent, as their Status begins. */
  invalid: ({ kind }: Pick<JobView, 'kind'>) => (kind === 'change' ? 'Not changed' : 'Not sent'),
  skipped: 'Skipped',
  pending: 'Pending',
  /** Rows that wait though the job has ended: nobody knows yet whether they have a code, or the job could not write what became of them. */
  open: ({ failure }: Pick<JobView, 'failure'>) => (failure ? words.pending : 'Unconfirmed'),
  total: 'Total rows',

  paused: 'Job paused',
  resume: 'Continue',
  stop: 'Stop',
  stopping: 'Stopping…',
  stoppingNow: 'Stopping after the current batch is saved…',
  stopsAt: (at: number) => `If Google stopped the script, the job ends at ${clock(at)}.`,
  notStopped: (why: string) => `Couldn’t stop the job. ${why}`,
  cutOff: (nothingSent: string, busyMs: number) =>
    `Google may have interrupted this job before it started. ${nothingSent} You can start again in about ${duration(busyMs)}.`,
  rateLimit: 'Qrius rate limit reached.',
  resuming: 'Resuming in ',
  elsewhere: (at: number) =>
    `Another window or your hourly trigger is working on this job, or Google stopped the script. If Google stopped it, the job continues automatically at ${clock(at)}.`,
  working: 'Working…',
  canClose: `You can keep editing. ${LEAVE_CELLS} If you close the sidebar, the job resumes on its own or when you reopen it.`,
  leaveCells: LEAVE_CELLS,
  canCloseNow: 'You can keep editing or close this sidebar.',

  stopped: 'Job stopped',
  givenUp: 'Job couldn’t be finished',
  interrupted: 'The job was interrupted before anything was sent. You can start it again.',
  retry: (rows: number) => `Retry ${counted(rows, 'row')}`,
  retryFixed: (rows: number) => `Retry ${counted(rows, 'row')} after fixing ${rows === 1 ? 'it' : 'them'}`,
  /** Rows that the job was not for, as the first ones that a plan has room for. */
  stillWithout: (rows: number) => `${counted(rows, 'more row is', 'more rows are')} ready for a code.`,
  done: 'Done',
  undo: 'Undo this job',

  lost: (codes: number) => `${counted(codes, 'code is', 'codes are')} in no row`,
  saveLinks: (codes: number) =>
    codes === 1
      ? 'Its row was deleted, or columns were changed, during the run. Save this link, or delete the code in Qrius.'
      : 'Their rows were deleted, or columns were changed, during the run. Save these links, or delete the codes in Qrius.',
  openLinks: (codes: number) =>
    codes === 1
      ? 'It may be the code of a row that was deleted before Qrius replied. Open its link before you create codes again.'
      : 'They may be codes of rows that were deleted before Qrius replied. Open the links before you create codes again.',
  createAgain: 'The sheet refused the QR ID. Remove the rule, then create codes again: these are found.',
  unnamed: 'Unnamed code',

  colleague: 'A colleague’s job',
  colleagueDoes: (job: JobView) =>
    job.phase === 'paused'
      ? ' has a paused job in this document.'
      : ` is ${lowerCase(wordsOf(job).running)} in this document.`,
  onlyOwner: (owner: string) =>
    `Only ${owner.trim() || 'they'} can stop or resume it. You can start a job when it’s done, or end this one once it has paused for an hour or nobody works on it for a day.`,
  gone: ({ owner, phase }: Pick<JobView, 'owner' | 'phase'>) =>
    `${phase === 'paused' ? 'The job has paused for an hour' : `${owner.trim() || 'Your colleague'} hasn’t been here for a day`}. End the job to start one yourself: nothing is sent, and rows that wait say so.`,
  endJob: 'End this job',
};

/** Time left (milliseconds): `A few seconds left`, `About 2 minutes left`. */
export const timeLeft = (ms: number): string =>
  ms <= 10_000 ? 'A few seconds left' : `About ${duration(ms)} left`;

const ENDINGS: Record<NonNullable<JobView['ending']>, string> = {
  done: 'Last job',
  stopped: 'Last job, stopped',
  'given-up': 'Last job, not finished',
};

/** The last job in one line: `Last job: 48 codes created, 1 failed.` */
export const lastJob = (job: JobView): string => `${ENDINGS[job.ending ?? 'done']}: ${outcome(job)}.`;

/** The heading of a result. */
export function headline(job: JobView): string {
  // A stop may come too late to leave a row out.
  if (job.ending === 'stopped' && job.withdrawn + job.waiting > 0) return words.stopped;
  if (job.ending === 'given-up') return words.givenUp;
  return sentenceCase(outcome(job));
}

/** What a job did: `48 codes created, 1 failed`. */
export function outcome(job: JobView): string {
  const failed = job.failed > 0 ? `, ${number(job.failed)} failed` : '';
  const invalid = job.invalid > 0 ? `, ${number(job.invalid)} ${lowerCase(words.invalid(job))}` : '';
  const open = job.waiting > 0 ? `, ${number(job.waiting)} ${lowerCase(words.open(job))}` : '';
  return `${countOf(wordsOf(job), job.done)}${failed}${invalid}${open}`;
}

const countOf = ({ one, many, done }: JobWords, count: number): string =>
  count === 0 ? `no ${many} ${done}` : `${counted(count, one, many)} ${done}`;

/** What a screen reader hears. */
export const announcements = {
  stopping: 'Stopping the job.',
  starting: 'Starting the job.',
  paused: 'Job paused.',
  waiting: (ms: number) => `Waiting for Qrius. The job resumes in ${duration(ms)}.`,
  progress: (percent: number, rows: number) =>
    `${number(percent)} percent of ${counted(rows, 'row')} finished.`,
};

/** What to do with codes that are in no row. */
export function lostHint({ orphans, failure }: Pick<JobView, 'orphans' | 'failure'>): string {
  if (failure?.code === 'sheet-refused') return words.createAgain;
  const hint = orphans.some(({ isUnsure }) => isUnsure) ? words.openLinks : words.saveLinks;
  return hint(orphans.length);
}
