// What a wish means for each code: what is sent, what is as wished already, and what cannot be done.
import type { Code } from '../../qrius/readings';
import { short, splitTags } from '../../table/cells';
import { addressFault, naming } from '../../table/check';
import { sameDestination } from '../../table/fingerprint';
import { baseOf } from '../../table/log';
import { DELETED } from '../../table/marks';
import type { Row } from '../../table/rows';
import type { Wish } from '../../wire/contract';
import { type Intent, tagsText } from './intents';
import { planChanged } from './plan-changed';
import { planUndo } from './plan-undo';
import { emptyPlan, type Known, NO_SUCH_CODE, type Plan, setOf } from './planned';

/** @throws Refusal `undo-passed`, `nothing-to-do` for an undo that cannot be. */
export function planChange(wish: Wish, known: Known): Plan {
  const codes = rowsById(known.rows);
  if (wish.kind === 'undo') return planUndo(wish.job, codes, known);
  if (wish.kind === 'changed') return planChanged(wish.choices, known, baseOf(known.lines));
  const plan = emptyPlan();
  for (const [id, rows] of codes) {
    const code = known.live.get(id);
    if (!code && wish.kind === 'delete') {
      // As wished already: the rows are told, and can be created anew.
      plan.unchanged += rows.length;
      for (const { index } of rows)
        plan.taken.set(index, { id: '', shortUrl: '', image: '', status: DELETED });
      continue;
    }
    const wanted = code ? wanting(wish, rows, code) : NO_SUCH_CODE;
    if (typeof wanted === 'string') plan.faults.push({ rows, name: rows[0].name, sentence: wanted });
    else if (wanted) plan.intents.push({ id, name: rows[0].name, tags: rows[0].tags, ...wanted });
    else plan.unchanged += rows.length;
    // Where Qrius has the URL already, the cells follow it.
    if (wanted === null && wish.kind === 'destination')
      for (const row of rows)
        if (row.destination !== wish.url) plan.taken.set(row.index, { destination: wish.url });
  }
  return plan;
}

/** Rows by the code that they show, in their order. */
export function rowsById(rows: readonly Row[]): Map<string, [Row, ...Row[]]> {
  const found = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const known = found.get(row.id);
    if (known) known.push(row);
    else if (row.id !== '') found.set(row.id, [row]);
  }
  return found;
}

type Wanted = Pick<Intent, 'action' | 'before' | 'after'>;
type Simple = Exclude<Wish, { kind: 'undo' } | { kind: 'changed' }>;

/** @returns null where the code is as wished; a sentence where nothing can be sent. */
function wanting(wish: Simple, rows: readonly [Row, ...Row[]], code: Code): Wanted | string | null {
  switch (wish.kind) {
    case 'destination':
      return destination(wish.url, code);
    case 'column':
      if (new Set(rows.map((row) => sameDestination(row.destination))).size > 1)
        return disagreeing(rows, 'destinations');
      return addressFault(rows[0].destination, 'the destination') ?? destination(rows[0].destination, code);
    case 'tags':
      return tags(tagsAfter(wish.action, code.tags ?? rows[0].tags, splitTags(wish.tags)), code);
    case 'tags-column':
      if (new Set(rows.map((row) => setOf(row.tags))).size > 1) return disagreeing(rows, 'tags');
      return tags(rows[0].tags, code);
    case 'pause':
      return code.paused === true ? null : { action: 'Pause', before: 'active', after: 'paused' };
    case 'activate':
      return code.paused === false ? null : { action: 'Activate', before: 'paused', after: 'active' };
    case 'delete':
      return { action: 'Delete', before: code.destination ?? '', after: '' };
  }
}

function destination(url: string, code: Code): Wanted | null {
  if (code.destination !== null && sameDestination(code.destination) === sameDestination(url)) return null;
  return { action: 'Change destination', before: code.destination ?? '', after: url };
}

function tags(after: readonly string[], code: Code): Wanted | string | null {
  const torn = code.tags?.find((tag) => splitTags(tag).length !== 1);
  if (torn !== undefined)
    return `Qrius has the tag “${short(torn)}”, which a cell cannot hold as one tag. Change it in Qrius first.`;
  if (code.tags !== null && setOf(code.tags) === setOf(after)) return null;
  return { action: 'Change tags', before: tagsText(code.tags ?? []), after: tagsText(after) };
}

function tagsAfter(
  action: 'add' | 'remove' | 'set',
  old: readonly string[],
  given: readonly string[],
): string[] {
  if (action === 'add') return [...new Set([...old, ...given])];
  return action === 'remove' ? old.filter((tag) => !given.includes(tag)) : [...given];
}

const disagreeing = (rows: readonly Row[], what: string): string =>
  `the code stands in the rows ${naming(rows.map(({ index }) => index + 1))} with different ${what}. Make them the same.`;
