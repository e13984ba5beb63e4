// Carries on as a user would: waits, continues, sets a new key, presses again what was not answered, and at last stops.
import type { JobKindName, JobView } from '../../src/shared/contract/job';
import { randomText } from '../random';
import { ask } from '../sidebar';
import { prepare } from './buttons';
import { catchUp, drive, handOf, isAnswered, kindsSince, type Played, userOf, worldOf } from './hand';
import type { Button, DocumentName } from './scenario';
import type { Stage } from './stage';

/** How often a user tries to continue before they stop the job. */
const MOST_TRIES = 8;
/** A pause that comes back for the same reason so many times is there to stay. */
const SAME_REASON = 3;
const MINUTE_MS = 60_000;
/** Longer than a lease, which ends with Google's six minutes. */
const AFTER_LEASE_MS = 7 * MINUTE_MS;
const AFTER_AN_HOUR_MS = 61 * MINUTE_MS;
/** After that long anybody may end a colleague's job. */
const AFTER_A_DAY_MS = 25 * 60 * MINUTE_MS;

/** Gives an account a new key, as a user does on Qrius's website; the old ones no longer work. */
export function renewKey({ qrius }: Stage, number: number): void {
  const account = qrius.accounts[number];
  if (!account) throw new Error(`There is no account ${number}.`);
  for (const key of qrius.keys) if (key.accountId === account.id && !key.readOnly) key.revoked = true;
  const key = `qrius_test_${randomText(qrius.random, 12)}`;
  qrius.keys.push({ key, accountId: account.id, readOnly: false, revoked: false });
}

/** What a user does about a pause: a new key where the key is the reason, otherwise they wait. */
function answerPause(played: Played, userId: string, document: DocumentName, view: JobView): void {
  const user = userOf(played, userId);
  if (view.failure?.code === 'key-refused' || view.failure?.code === 'not-connected') {
    const account = user.account ?? 0;
    renewKey(played, account);
    ask(handOf(played, userId, document), 'connect', {
      key: played.qrius.keys.at(-1)?.key ?? '',
      name: user.name ?? user.id,
    });
  }
}

/** The unfinished job of a document with the user who may continue it; null where there is none. */
function unfinished(played: Played, document: DocumentName): { user: string; view: JobView } | null {
  let seen: { user: string; view: JobView } | null = null;
  for (const { id } of played.users) {
    const answer = ask(handOf(played, id, document), 'getJob', null);
    const view = answer?.ok ? answer.value : null;
    if (view === null || view.phase === 'ended') continue;
    if (view.mine) return { user: id, view };
    // Cut off while it began: it has done nothing, and whoever begins a job takes its place.
    if (view.phase === 'starting' && !view.busy) continue;
    seen ??= { user: id, view };
  }
  return seen;
}

/** Carries on until the document's job has ended: continues, and stops it in the end. */
function endJob(played: Played, document: DocumentName): void {
  const reasons: string[] = [];
  for (let tries = 0; tries < MOST_TRIES * 2; tries += 1) {
    const open = unfinished(played, document);
    if (!open) return;
    const { user, view } = open;
    const world = worldOf(played, document);
    // Its owner is no user of this document: it was copied, or they left.
    if (!view.mine && !view.busy) {
      world.advance(AFTER_A_DAY_MS);
      ask(handOf(played, user, document), 'endJob', null);
      continue;
    }
    if (view.busy) world.advance(AFTER_LEASE_MS);
    else if (view.phase === 'paused') {
      reasons.push(view.failure?.code ?? '');
      answerPause(played, user, document, view);
      world.advance(MINUTE_MS);
    } else world.advance(view.waitMs);
    const same = reasons.filter((reason) => reason === reasons.at(-1)).length;
    const button: Button = { kind: tries >= MOST_TRIES || same > SAME_REASON ? 'stop' : 'continue' };
    drive(played, { user, document }, prepare(handOf(played, user, document), button));
  }
  const left = unfinished(played, document);
  if (left)
    played.tape.endless.push(
      `The ${left.view.kind} job is ${left.view.phase} and cannot be brought to an end: ${left.view.failure?.message ?? ''}`,
    );
}

/** The kind of the job that a button begins. */
const JOB_OF: Partial<Record<Button['kind'], JobKindName>> = {
  create: 'create',
  retry: 'create',
  import: 'import',
  refresh: 'refresh',
  change: 'change',
  undo: 'change',
};

/** Presses again what was answered by no job: the execution was cut off, or Google failed. Whether there was any such press. */
function pressAgain(played: Played): boolean {
  const pressed = played.unanswered !== null;
  for (let tries = 0; tries < SAME_REASON && played.unanswered; tries += 1) {
    const { user, document, button, jobBefore } = played.unanswered;
    if (kindsSince(played, document, jobBefore).some((kind) => kind === JOB_OF[button.kind])) {
      // A job that was there all the same has ended by now, or was stopped as it began: its owner's hourly trigger ends it.
      worldOf(played, document).advance(AFTER_AN_HOUR_MS);
      break;
    }
    worldOf(played, document).advance(MINUTE_MS);
    const answer = drive(played, { user, document }, prepare(handOf(played, user, document), button));
    // A job that was cut off while it began is told by its owner's hourly trigger.
    if (answer?.ok === false) worldOf(played, document).advance(AFTER_AN_HOUR_MS);
    if (isAnswered(answer)) break;
    endJob(played, document);
  }
  played.unanswered = null;
  return pressed;
}

/** Carries on until no job of any document is unfinished. */
export function settle(played: Played): void {
  const endAll = () => {
    for (const document of ['original', 'copy'] as const) {
      if (!played.worlds[document]) continue;
      catchUp(played);
      endJob(played, document);
    }
  };
  endAll();
  if (pressAgain(played)) endAll();
}
