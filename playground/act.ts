// Does what a user does: connects, creates or changes codes from the sidebar, waits, and goes on until the job is over.
import { ask, change, continueOrBegin, create, type Course as Driven, isBusy, said } from '../sim/sidebar';
import type { JobView } from '../src/shared/contract/job';
import type { ErrorInfo } from '../src/shared/errors';
import { isBeyondPlan, planSentence } from '../src/sidebar/create/plan';
import { resultCounts } from '../src/sidebar/job/counts';
import { headline } from '../src/sidebar/job/words';
import { beginning, type LaterJob, orderOf } from './jobs';
import { shownRows } from './rows';
import type { Stage } from './stage';

/** A job that has not ended after so many attempts never will. */
const MOST_ATTEMPTS = 60;
/** How often a user tries what did not help at once, where faults are to be expected and where not. */
const PATIENCE = { faults: 10, none: 1 };
/** How long a user waits who was asked to try again later, and who was told that somebody works on the job, in milliseconds. */
const LATER_MS = 10_000;
const BUSY_MS = 60_000;

/** How it went. */
export interface Course {
  /** Executions that worked on the job. */
  slices: number;
  /** IDs of codes of which the user was told that their row is gone. */
  reported: string[];
  /** What was said at the end. */
  said: string;
  /** The counts of the job's last run; null before there is one. */
  counts: Counts | null;
}

/** Rows of a job, each counted once. `done`: created, or changed. */
export type Counts = Pick<JobView, 'done' | 'already' | 'failed' | 'waiting' | 'withdrawn'>;

function countsOf({ rest }: Driven): Counts | null {
  if (rest.kind !== 'rests') return null;
  const { done, already, failed, invalid, waiting, withdrawn } = rest.view;
  return { done, already, failed: failed + invalid, waiting, withdrawn };
}

/** What the user reads at the end, in the words of the sidebar: the heading of the result, its counts, and what else it says. */
function spoken(drive: Driven): string {
  const { rest } = drive;
  if (rest.kind !== 'rests' || rest.view.phase !== 'ended') return said(drive);
  const counts = resultCounts(rest.view).map(({ label, count }) => `${label} ${count}`);
  const [, ...more] = said(drive).split('\n\n');
  return [`${headline(rest.view)} (${counts.join(', ')})`, ...more].join('\n\n');
}

const wantsKey = (failure: ErrorInfo | null): boolean =>
  failure?.code === 'key-refused' || failure?.code === 'not-connected';

/** Throws an Error with the add-on's sentence where it does not take the key. */
function connect(stage: Stage, key: string, patience: number): void {
  let now = key;
  let message = 'The API key could not be set.';
  for (let tries = 0; tries < patience; tries += 1) {
    const answer = ask(stage.world, 'connect', { key: now, name: 'You' });
    if (answer?.ok) return;
    message = answer?.failure.message ?? message;
    if (answer && wantsKey(answer.failure) && stage.newKey) now = stage.newKey();
    else stage.wait(LATER_MS);
  }
  throw new Error(message);
}

/**
 * Looks at the check first, as a user does, and gives the number of codes to create; without a check that of open rows.
 * Throws an Error with its sentence where the plan has too little room.
 */
function checkPlan(stage: Stage): number {
  const check = ask(stage.world, 'checkRows', { scope: 'sheet' });
  if (!check?.ok) return standing(stage).open;
  if (isBeyondPlan(check.value)) throw new Error(planSentence(check.value));
  return check.value.valid;
}

/** Rows that have a code, and rows that a user would try again: those that need not be fixed first. */
function standing({ world, overrides }: Stage): { withCode: number; open: number } {
  const rows = shownRows(world.table(), overrides);
  const without = rows.filter(({ id }) => id === '');
  const open = without.filter(({ status }) => !status.startsWith('Not sent'));
  return { withCode: rows.length - without.length, open: open.length };
}

/** What was told of codes without a row: before the attempt, and after each slice of it. */
const lostIn = ({ before, views }: ReturnType<typeof create>): string[] =>
  [...(before ? [before] : []), ...views].flatMap(({ orphans: lost }: JobView) => lost.map(({ id }) => id));

/**
 * Creates codes for the whole sheet. A row that failed is asked for again as long as that helps.
 * @param faults whether things are expected to go wrong; if not, the first refusal is final.
 * @param onCheck is told how many codes will be created.
 * @throws Error with the add-on's own sentence where it refuses, or with one of ours where the job does not end.
 */
export function createAll(
  stage: Stage,
  faults: boolean,
  onCheck: (codes: number) => void = () => {},
): Course {
  const patience = faults ? PATIENCE.faults : PATIENCE.none;
  const course: Course = { slices: 0, reported: [], said: '', counts: null };
  connect(stage, stage.key, patience);
  onCheck(checkPlan(stage));
  let coded = 0;
  let inVain = 0;
  for (let attempts = 0; attempts < MOST_ATTEMPTS; attempts += 1) {
    const drive = create(stage.world, 'sheet', {}, stage.wait);
    const { rest, views } = drive;
    course.slices += views.length + (rest.kind === 'cutOff' ? 1 : 0);
    course.reported = [...new Set([...course.reported, ...lostIn(drive)])];
    if (rest.kind === 'cutOff') continue;
    if (isBusy(drive)) {
      stage.wait(BUSY_MS);
      continue;
    }
    course.said = spoken(drive);
    course.counts = countsOf(drive) ?? course.counts;
    const failure = rest.kind === 'refused' ? rest.failure : rest.view.failure;
    const over = rest.kind === 'refused' ? failure?.code === 'nothing-to-do' : rest.view.phase === 'ended';
    const { open, withCode } = standing(stage);
    if (over && open === 0 && course.slices > 0) return course;
    inVain = withCode > coded ? 0 : inVain + 1;
    coded = withCode;
    if (inVain >= patience) {
      if (rest.kind === 'rests' && over) return course;
      throw new Error(course.said);
    }
    if (wantsKey(failure) && stage.newKey) connect(stage, stage.newKey(), patience);
    else if (!over) stage.wait(LATER_MS);
  }
  throw unending(course);
}

/**
 * Changes codes that were created. What failed is asked for again as long as that helps, but for an undo: the next one would
 * take the undo back.
 * @param faults whether things are expected to go wrong; if not, the first refusal is final.
 * @throws Error as {@link createAll} does.
 */
export function changeAll(stage: Stage, job: LaterJob, faults: boolean): Course {
  const patience = faults ? PATIENCE.faults : PATIENCE.none;
  const course: Course = { slices: 0, reported: [], said: '', counts: null };
  const run = runOf(stage, job);
  for (let attempts = 0, inVain = 0; attempts < MOST_ATTEMPTS; attempts += 1) {
    const drive = run();
    const { rest, views } = drive;
    course.slices += views.length + (rest.kind === 'cutOff' ? 1 : 0);
    if (rest.kind === 'cutOff') continue;
    if (isBusy(drive)) {
      stage.wait(BUSY_MS);
      continue;
    }
    const failure = rest.kind === 'refused' ? rest.failure : rest.view.failure;
    if (course.counts && failure?.code === 'nothing-to-do') return course;
    course.said = spoken(drive);
    course.counts = countsOf(drive) ?? course.counts;
    const ended = rest.kind === 'rests' && rest.view.phase === 'ended';
    if (ended && (rest.view.failed + rest.view.invalid === 0 || job === 'undo')) return course;
    inVain += 1;
    if (inVain >= patience) {
      if (ended) return course;
      throw new Error(course.said);
    }
    if (wantsKey(failure) && stage.newKey) connect(stage, stage.newKey(), patience);
    else stage.wait(LATER_MS);
  }
  throw unending(course);
}

const unending = ({ said: last }: Course): Error =>
  new Error(`The job has not ended after ${MOST_ATTEMPTS} attempts. The last that was said is: ${last}`);

/** What the user does for a job: each call continues it, or begins it. */
function runOf(stage: Stage, job: LaterJob): () => ReturnType<typeof change> {
  const { world, wait } = stage;
  if (job === 'import' || job === 'refresh') {
    const begin = beginning(job, world, stage.newKey ? wait : null);
    return () => continueOrBegin(world, begin, wait);
  }
  const order = { scope: 'sheet', hidden: false, ...orderOf(job, stage) } as const;
  return () => {
    // A user agrees to delete what the sidebar shows them.
    const seen = job === 'delete' ? ask(world, 'previewChange', order) : null;
    return change(world, { ...order, deletes: seen?.ok ? seen.value.deletes : null }, wait);
  };
}
