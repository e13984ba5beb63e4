// A plan of changes: what is sent, what is as it should be already, and what cannot be done.
import type { Code } from '../../qrius/readings';
import type {
  ChangeRequest as Asked,
  DifferenceView,
  Preview,
  TagAction,
} from '../../shared/contract/change';
import { idsOf, isEmpty, joinTags, splitTags } from '../../table/cells';
import type { ReadLine } from '../../table/log';
import { NO_CODE, type Patch, type Row, rowsById } from '../../table/rows';
import { DELETED } from '../../table/status';
import { codeHas, FIELDS } from '../fields';
import type { Intent, Step } from './actions';
import { disagree } from './compare';
import * as words from './words';

/** Rows of one code of which nothing is sent, and why; a code without a row has none. */
export interface Fault {
  rows: readonly Row[];
  name: string;
  sentence: string;
  /** What is skipped of a code of which something else may be changed; only for an undo. */
  skipped?: Intent;
}

export interface ChangePlan {
  intents: Intent[];
  faults: Fault[];
  /** Cells that follow Qrius, by 0-based row: nothing is sent for them. */
  follows: Map<number, Patch>;
  /** Rows whose code is as it should be. */
  unchanged: number;
  differences: DifferenceView[];
  undone: Preview['undone'];
}

/** What is known when a change is planned. */
export interface Known {
  /** Rows with a code that the change is for. */
  rows: readonly Row[];
  /** The account's codes by ID. */
  live: ReadonlyMap<string, Code>;
  /** The lines of the log whose seal holds, which takes its time; and all of them. */
  lines(): readonly ReadLine[];
  logged: readonly ReadLine[];
  /** Codes that the account had, as sealed lines say, and has no more. Any other that is missing may be another account's. */
  gone(): ReadonlySet<string>;
}

/** The document's last job. */
export interface LastRun {
  job: string;
  /** The user's own job, which did something that the log has. */
  isLogged: boolean;
  /** The sheet that it ran in, by its name; null for the one that the user looks at. */
  sheet: string | null;
}

export const emptyPlan = (): ChangePlan => ({
  intents: [],
  faults: [],
  follows: new Map(),
  unchanged: 0,
  differences: [],
  undone: null,
});

type Simple = Exclude<Asked, { kind: 'undo' | 'changed' }>;

/** A change that gives every code what was asked for, or what its row says. */
export function planSimple(request: Simple, { rows, live, gone }: Known): ChangePlan {
  const plan = emptyPlan();
  const deleted = request.kind === 'delete' ? gone() : new Set();
  for (const [id, own] of rowsById(rows)) {
    const code = live.get(id);
    if (deleted.has(id)) {
      follow(plan, own, DELETED_CELLS);
      continue;
    }
    const wanted = code ? wantedOf(request, own, code) : words.noSuchCode;
    const [{ name, tags }] = own;
    if (typeof wanted === 'string') plan.faults.push({ rows: own, name, sentence: wanted });
    else if (wanted) plan.intents.push({ id, name, tags, ...wanted });
    else follow(plan, own, request.kind === 'destination' ? { destination: request.url } : {});
  }
  return plan;
}

/** Deleted already: the rows are told, and can get new codes. */
const DELETED_CELLS: Patch = { ...NO_CODE, status: DELETED };

/** Rows whose code is as it should be: their cells follow it where they show something else. */
function follow(plan: ChangePlan, rows: readonly Row[], cells: Patch): void {
  plan.unchanged += rows.length;
  for (const row of rows) {
    const shown = cells.destination === undefined ? null : row.destination;
    if (!isEmpty(cells) && shown !== cells.destination) plan.follows.set(row.index, cells);
  }
}

/** @returns null where the code is as it should be; a sentence where nothing can be sent. */
function wantedOf(request: Simple, rows: readonly [Row, ...Row[]], code: Code): Step | string | null {
  const [first] = rows;
  switch (request.kind) {
    case 'destination':
      return destination(request.url, code, first);
    case 'column':
      if (disagree(rows, 'destination')) return words.rowsDiffer(rows, 'destinations');
      return FIELDS.destination.fault(first.destination) ?? destination(first.destination, code, first);
    case 'tags':
      return tags(tagsAfter(request.action, code.tags ?? first.tags, splitTags(request.tags)), code, first);
    case 'tags-column':
      return disagree(rows, 'tags') ? words.rowsDiffer(rows, 'tags') : tags(first.tags, code, first);
    case 'pause':
      return code.paused === true ? null : { action: 'Pause', before: 'active', after: 'paused' };
    case 'activate':
      return code.paused === false ? null : { action: 'Activate', before: 'paused', after: 'active' };
    case 'delete':
      return { action: 'Delete', before: code.destination ?? '', after: '' };
  }
}

/** Of what Qrius does not say, the row knows best. */
function destination(url: string, code: Code, row: Row): Step | null {
  if (codeHas(code, 'destination', url, false)) return null;
  return { action: 'Change destination', before: code.destination ?? row.destination, after: url };
}

function tags(after: readonly string[], code: Code, row: Row): Step | null {
  if (codeHas(code, 'tags', joinTags(after), false)) return null;
  return { action: 'Change tags', before: joinTags(code.tags ?? row.tags), after: joinTags(after) };
}

function tagsAfter(action: TagAction, old: readonly string[], given: readonly string[]) {
  if (action === 'add') return [...new Set([...old, ...given])];
  return action === 'remove' ? old.filter((tag) => !given.includes(tag)) : [...given];
}

/** What is skipped of codes of which something else is changed: their rows stay in the job, and are told at its end. */
export function partlySkipped({ intents, faults }: ChangePlan): Array<Intent & { result: string }> {
  const ids = idsOf(intents);
  return faults.flatMap(({ skipped, sentence }) =>
    skipped && ids.has(skipped.id) ? [{ ...skipped, result: sentence }] : [],
  );
}
