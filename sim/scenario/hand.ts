// A user's sidebar and hands while a scenario plays: what they do and what they are answered goes onto the tape.
import type { JobKindName, JobView } from '../../src/shared/contract/job';
import type { MethodName, Result } from '../../src/shared/contract/methods';
import type { ErrorCode } from '../../src/shared/errors';
import type { UserEdit } from '../apps-script/edits';
import type { World } from '../apps-script/world';
import { ask, type Hand } from '../sidebar';
import type { Pressed } from './buttons';
import type { Button, DocumentName, Scenario, Step } from './scenario';
import type { Stage } from './stage';
import { cellEdits, changeProperties, type Kept, keep, type Tamper } from './tamper';
import { type Sheets, sheetsOf } from './tape';

/** What is there when the last step is over. */
export interface Played extends Stage {
  scenario: Scenario;
  worlds: Partial<Record<DocumentName, World>> & { original: World };
  /** Each document as it began: before the first step, or right after it was copied. */
  starts: Partial<Record<DocumentName, Sheets>> & { original: Sheets };
  /** The last click that should have begun a job, and was not answered as it should. */
  unanswered: Unanswered | null;
  /** What somebody remembered of the document, to put it back. */
  kept: Kept | null;
}

export interface Unanswered {
  user: string;
  document: DocumentName;
  button: Button;
  /** The document's job before the click; empty where there was none. */
  jobBefore: string;
}

/** A job that has not come to rest after so many slices in a row never will. */
const MOST_SLICES = 150;

export const worldOf = (played: Played, document: DocumentName = 'original'): World => {
  const world = played.worlds[document];
  if (!world) throw new Error('No step has copied the document yet.');
  return world;
};

/** All documents are at the same time of day: one that is behind catches up, and its triggers run. */
export function catchUp({ worlds }: Played): void {
  const all = Object.values(worlds);
  const latest = Math.max(...all.map((world) => world.now()));
  for (const world of all) if (world.now() < latest) world.advance(latest - world.now());
}

export const userOf = ({ users }: Stage, id?: string) => {
  const user = id === undefined ? users[0] : users.find((one) => one.id === id);
  if (!user) throw new Error(`There is no user “${id}”.`);
  return user;
};

/** A user's sidebar; what it is answered goes onto the tape. */
export function handOf(played: Played, userId?: string, document: DocumentName = 'original'): Hand {
  const { tape } = played;
  const user = userOf(played, userId).id;
  const session = worldOf(played, document).asUser(user);
  return {
    rpc: (functionName, args = []) => {
      const before = tape.sent.length;
      const sheets = sheetsOf(worldOf(played, document));
      const edits = tape.edits.length;
      const earlier = tape.replies.length;
      const { selections } = worldOf(played, document).state;
      const tab = selections[user]?.sheetId ?? sheets[0]?.id ?? 0;
      const execution = session.rpc(functionName, args);
      const { outcome, value } = execution;
      const result: Result<unknown> | null = outcome === 'returned' ? JSON.parse(String(value)) : null;
      const method = args[0] as MethodName;
      const sent = { before, after: tape.sent.length };
      const input = String(args[1]);
      const editsAfter = tape.edits.length;
      const reply = {
        step: tape.step,
        earlier,
        user,
        document,
        tab,
        method,
        input,
        result,
        sent,
        sheets,
        edits,
        editsAfter,
      };
      tape.replies.push(reply);
      return execution;
    },
  };
}

export function edit(
  played: Played,
  one: UserEdit,
  userId: string | undefined,
  document: DocumentName,
  during: boolean,
): void {
  const world = worldOf(played, document);
  const before = sheetsOf(world);
  world.asUser(userOf(played, userId).id).user.edit(one);
  const { tape } = played;
  tape.edits.push({
    step: tape.step,
    document,
    before,
    after: sheetsOf(world),
    during,
    sent: tape.sent.length,
  });
}

/** What somebody does who may edit the document and its script. */
export function tamper(
  played: Played,
  one: Tamper,
  userId: string | undefined,
  document: DocumentName,
  during: boolean,
): void {
  const world = worldOf(played, document);
  for (const each of cellEdits(world, one, played.kept)) edit(played, each, userId, document, during);
  changeProperties(world, one, played.kept);
  if (one.kind === 'keep') played.kept = keep(world);
}

/** Slice after slice until the job rests or the sidebar is closed. */
export function drive(
  played: Played,
  { user, document = 'original' }: Pick<Step, 'user' | 'document'>,
  begin: () => Pressed,
  slices = MOST_SLICES,
): Pressed {
  const { tape } = played;
  const hand = handOf(played, user, document);
  let answer = begin();
  for (let slice = 1; slice < slices; slice += 1) {
    if (!answer?.ok || !goesOn(answer.value)) break;
    worldOf(played, document).advance(answer.value.waitMs);
    answer = ask(hand, 'continueJob', null);
  }
  if (answer?.ok) {
    const view = answer.value;
    if (slices === MOST_SLICES && goesOn(view))
      tape.endless.push(`The ${view.kind} job does not come to rest within ${MOST_SLICES} slices.`);
    tape.rests.push({ step: tape.step, user: userOf(played, user).id, document, view });
  }
  return answer;
}

const goesOn = ({ phase, busy }: JobView): boolean => (phase === 'running' || phase === 'waiting') && !busy;

/** Whether a click began a job, or was refused for a reason that trying again does not cure. */
export const isAnswered = (answer: Pressed): boolean =>
  answer !== null && (answer.ok || !PASSING.includes(answer.failure.code));

const PASSING: readonly ErrorCode[] = [
  'unexpected',
  'no-answer',
  'job-busy',
  'concurrent-edits',
  'target-changed',
];

/** The jobs that sidebars of a document were told of, oldest first. A job that still starts is none yet. */
const jobsSeen = ({ tape }: Played, document: DocumentName): JobView[] =>
  tape.replies.flatMap(({ document: where, result }) =>
    where === document && result?.ok && isView(result.value) && result.value.phase !== 'starting'
      ? [result.value]
      : [],
  );

const isView = (value: unknown): value is JobView =>
  typeof value === 'object' && value !== null && 'phase' in value && 'orphans' in value;

/** ID of the document's job, as a sidebar was told last; empty where none was. */
export const lastJob = (played: Played, document: DocumentName): string =>
  jobsSeen(played, document).at(-1)?.id ?? '';

/** Kinds of the jobs that followed a job. */
export function kindsSince(played: Played, document: DocumentName, id: string): JobKindName[] {
  const seen = jobsSeen(played, document);
  return seen.slice(seen.findLastIndex((view) => view.id === id) + 1).map(({ kind }) => kind);
}
