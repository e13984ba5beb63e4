// Does what a user does: sets the key, chooses the menu item, reads the dialog, waits, and chooses it again until the job is over.
import { SET_KEY, WHOLE } from '../sim/trial';
import { shownRows } from './rows';
import { lostIn, readSaid, wantsKey, withAnswer } from './said';
import type { Stage } from './stage';

/** A job that has not ended after so many clicks never will. */
const MOST_CLICKS = 60;
/** How often a user tries what did not help at once, where faults are to be expected and where not. */
const PATIENCE = { faults: 10, none: 1 };
/** How long a user who was asked to try again later waits, in milliseconds. */
const LATER_MS = 10_000;

/** How it went. */
export interface Course {
  /** Executions that worked on the job. */
  slices: number;
  /** IDs of codes of which the user was told that their row is gone. */
  reported: string[];
  /** What was said at the end. */
  said: string;
}

/** Chooses a menu item. Gives what the dialogs say, or null where none came up: the execution was cut off. */
function choose({ world }: Stage, label: string): string | null {
  const before = world.shown.length;
  world.clickMenu(label);
  const texts = world.shown.slice(before).flatMap((shown) => (shown.kind === 'alert' ? [shown.message] : []));
  return texts.length === 0 ? null : texts.join('\n\n');
}

/** Throws an Error with the add-on's sentence where it does not take the key. */
function setKey(stage: Stage, key: string, patience: number): void {
  let now = key;
  let said = 'The API key could not be set.';
  for (let tries = 0; tries < patience; tries += 1) {
    stage.world.answers.splice(0, Number.POSITIVE_INFINITY, { button: 'OK', text: now });
    said = choose(stage, SET_KEY) ?? said;
    stage.world.answers.length = 0;
    if (said.startsWith('Connected')) return;
    if (wantsKey(said) && stage.newKey) now = stage.newKey();
    else stage.wait(LATER_MS);
  }
  throw new Error(said);
}

/** Whether an execution that was cut off had begun to work on the job: it had noted that it runs it. */
const hadBegun = ({ world }: Stage) =>
  world.history.at(-1)?.calls.some(({ name }) => name === 'Properties.setProperties') ?? false;

/** Rows that have a code, and rows that a user would try again: those that need not be mended first. */
function standing({ world }: Stage): { withCode: number; open: number } {
  const rows = shownRows(world.table());
  const without = rows.filter(({ id }) => id === '');
  const open = without.filter(({ status }) => !status.startsWith('Not sent'));
  return { withCode: rows.length - without.length, open: open.length };
}

/**
 * Creates codes for the whole sheet. A row that failed is asked for again as long as that helps.
 * @param faults whether things are expected to go wrong; if not, the first refusal is final.
 * @throws Error with the add-on's own sentence where it refuses, or with one of ours where the job does not end.
 */
export function createAll(stage: Stage, faults: boolean): Course {
  const patience = faults ? PATIENCE.faults : PATIENCE.none;
  const course: Course = { slices: 0, reported: [], said: '' };
  setKey(stage, stage.key, patience);
  let coded = 0;
  let inVain = 0;
  for (let clicks = 0; clicks < MOST_CLICKS; clicks += 1) {
    const text = choose(stage, WHOLE);
    if (text === null) {
      if (hadBegun(stage)) course.slices += 1;
      continue;
    }
    course.reported = [...new Set([...course.reported, ...lostIn(text)])];
    const said = readSaid(text);
    if (said.kind === 'busy') {
      stage.wait(said.waitMs);
      continue;
    }
    course.said = text;
    if (said.kind === 'slice') course.slices += 1;
    const { open, withCode } = standing(stage);
    if (said.over && open === 0 && course.slices > 0) return course;
    inVain = withCode > coded ? 0 : inVain + 1;
    coded = withCode;
    if (inVain >= patience) {
      if (said.kind === 'slice' && said.over) return course;
      throw new Error(withAnswer(text));
    }
    if (wantsKey(text) && stage.newKey) setKey(stage, stage.newKey(), patience);
    else if (!said.over) stage.wait(LATER_MS);
  }
  throw new Error(`The job has not ended after ${MOST_CLICKS} clicks. The last dialog was: ${course.said}`);
}
