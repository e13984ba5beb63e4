// The sidebar's part without a page: calls the door as the sidebar does, slice after slice, until the job rests.
import type { JobView } from '../src/shared/contract/job';
import type { Door, Input, MethodName, Output, Result, Shown } from '../src/shared/contract/methods';
import type { Scope } from '../src/shared/contract/sheet';
import type { ErrorInfo } from '../src/shared/errors';
import { wordsOf } from '../src/sidebar/job/kinds';
import { lostHint, words } from '../src/sidebar/job/words';
import type { World } from './apps-script/world';

export type Hand = Pick<World, 'rpc'>;

/** Where a job rests, or why it does not go on. */
export type Rest =
  /** It ended, pauses for the user, or somebody else works on it. */
  | { kind: 'rests'; view: JobView }
  | { kind: 'refused'; failure: ErrorInfo }
  /** The execution was cut off, and gave no answer. */
  | { kind: 'cutOff' };

/** What a job took. */
export interface Course {
  rest: Rest;
  /** What the page was told after each slice. */
  views: JobView[];
}

/** A job that has not come to rest after so many slices never will. */
const MOST_SLICES = 200;

/** What the door is called with, for one of its methods; bound to nothing unless `seen` says to what. */
export const callOf = <M extends MethodName>(
  method: M,
  input: Input<M>,
  seen: Partial<Shown> = {},
): Parameters<Door> => [
  method,
  JSON.stringify(input),
  JSON.stringify({ sheet: null, fingerprint: null, ...seen } satisfies Shown),
];

/** One call of the door. Null where the execution was cut off, so that no answer came. */
export function ask<M extends MethodName>(
  hand: Hand,
  method: M,
  input: Input<M>,
  seen: Partial<Shown> = {},
): Result<Output<M>> | null {
  const { outcome, value } = hand.rpc('call', callOf(method, input, seen));
  return outcome === 'returned' ? (JSON.parse(String(value)) as Result<Output<M>>) : null;
}

/** The same where an answer is certain. @throws Error with the refusal. */
export function get<M extends MethodName>(
  hand: Hand,
  method: M,
  input: Input<M>,
  seen: Partial<Shown> = {},
): Output<M> {
  const result = ask(hand, method, input, seen);
  if (!result?.ok)
    throw new Error(result ? `${result.failure.code}: ${result.failure.message}` : 'No answer.');
  return result.value;
}

/**
 * Slice after slice until the job rests.
 * @param begin calls what begins a job.
 * @param wait lets time pass, in milliseconds, as the page does while the rate limit keeps the job waiting.
 */
export function drive(hand: Hand, begin: () => Result<JobView> | null, wait: (ms: number) => void): Course {
  const views: JobView[] = [];
  const course = (rest: Rest): Course => ({ rest, views });
  let answer = begin();
  for (let slices = 1; slices < MOST_SLICES; slices += 1) {
    if (!answer) return course({ kind: 'cutOff' });
    if (!answer.ok) return course({ kind: 'refused', failure: answer.failure });
    const view = answer.value;
    views.push(view);
    const goesOn = (view.phase === 'running' || view.phase === 'waiting') && !view.busy;
    if (!goesOn) return course({ kind: 'rests', view });
    wait(view.waitMs);
    answer = ask(hand, 'continueJob', null);
  }
  throw new Error('The job does not come to rest.');
}

/** What a user chooses in the check; the rest is as the sidebar proposes it, but rows keep their height. */
export type Choices = Partial<Omit<Input<'createCodes'>, 'scope'>>;

/** Creates codes for the selected rows or the whole sheet; where the user has an unfinished job, continues that. */
export function create(
  hand: Hand,
  scope: Scope,
  choices: Choices,
  wait: (ms: number) => void,
): Course & { before: JobView | null } {
  const order = { scope, conflict: 'suffix', images: true, most: null, ...choices } as const;
  return continueOrBegin(hand, () => ask(hand, 'createCodes', order), wait);
}

/** A change as the sidebar orders it. `deletes`: how many codes the user agrees to delete. */
export type ChangeOrder = Pick<Input<'changeCodes'>, 'request'> & Partial<Input<'changeCodes'>>;

/** Changes codes: by default those of the whole sheet; where the user has an unfinished job, continues that. */
export function change(
  hand: Hand,
  { request, scope = 'sheet', hidden = false, deletes = null }: ChangeOrder,
  wait: (ms: number) => void,
): Course & { before: JobView | null } {
  return continueOrBegin(
    hand,
    () => ask(hand, 'changeCodes', { request, scope, hidden, deletes, targetFingerprint: null }),
    wait,
  );
}

/** Continues the user’s unfinished job; where there is none, begins another. */
export function continueOrBegin(
  hand: Hand,
  begin: () => Result<JobView> | null,
  wait: (ms: number) => void,
): Course & { before: JobView | null } {
  const seen = ask(hand, 'getJob', null);
  const before = seen?.ok ? seen.value : null;
  const unfinished = before?.mine && before.phase !== 'ended';
  if (unfinished && before.busy) return { before, rest: { kind: 'rests', view: before }, views: [] };
  return { before, ...drive(hand, unfinished ? () => ask(hand, 'continueJob', null) : begin, wait) };
}

/** Whether somebody works on the job, or did until a moment ago, so that it must be waited for. */
export const isBusy = ({ rest }: Pick<Course, 'rest'>): boolean =>
  rest.kind === 'cutOff' ||
  (rest.kind === 'refused'
    ? rest.failure.code === 'job-busy'
    : rest.view.phase !== 'ended' && rest.view.busy);

/** What the sidebar says where a job rests, in one text: the counts, why it pauses, which codes lost their row. */
export function said({ rest }: Pick<Course, 'rest'>): string {
  if (rest.kind === 'cutOff') return '';
  if (rest.kind === 'refused') return rest.failure.message;
  const { view } = rest;
  const counts = `${view.done} ${wordsOf(view).done}, ${view.already} already there, ${view.failed + view.invalid} failed, ${view.waiting} waiting, ${view.withdrawn} left out.`;
  const lost = view.orphans.map(({ id, name, shortUrl }) => `“${name}” ${shortUrl} (${id})`);
  return [
    `${headline(view)} ${counts}`,
    ...(view.failure ? [view.failure.message] : []),
    ...(lost.length > 0 ? [`${words.lost(lost.length)}. ${lostHint(view)} ${lost.join('; ')}`] : []),
  ].join('\n\n');
}

function headline({ phase, ending, busy }: JobView): string {
  if (busy) return 'The job is being worked on.';
  if (phase === 'paused') return 'The job pauses.';
  if (ending === 'stopped') return 'The job was stopped.';
  return ending === 'given-up' ? 'The job was given up.' : 'Done.';
}
