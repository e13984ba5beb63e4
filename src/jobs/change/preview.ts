// What a planned change would do, as the sidebar shows it before anything is sent.
import type { Throttle } from '../../qrius/throttle';
import { splitTags } from '../../table/cells';
import { MOST_FAULTS, type Preview, type RowFault, type Wish } from '../../wire/contract';
import { runTime } from '../estimate';
import { groupsOf } from './changes';
import { changeOf } from './intents';
import type { Look } from './look';
import { rowsById } from './plan';

/** Faults of codes that stand in no row. */
const NO_ROW = 0;

export function previewOf(
  { plan, rows, withoutCode, hidden, reached }: Look,
  wish: Wish,
  throttle: Throttle,
  now: number,
): Preview {
  const { intents, faults, unchanged, differences, undone } = plan;
  const alike =
    wish.kind === 'tags' && wish.action !== 'set'
      ? { action: wish.action, tags: splitTags(wish.tags) }
      : null;
  const requests = groupsOf(
    intents.map((intent) => ({ id: intent.id, change: changeOf(intent, alike) })),
  ).length;
  const ids = [...new Set(intents.map(({ id }) => id))];
  const byId = rowsById(rows);
  const told = faults.flatMap(({ rows: own, name, sentence }): RowFault[] =>
    own.length === 0
      ? [{ row: NO_ROW, name, sentence }]
      : own.map((row) => ({ row: row.index + 1, name: row.name, sentence })),
  );
  // What the user must decide comes first.
  const asked = [...differences].sort((a, b) => Number(a.side === 'here') - Number(b.side === 'here'));
  return {
    codes: ids.length,
    rows: ids.reduce((sum, id) => sum + (byId.get(id)?.length ?? 0), 0),
    deletes: intents.filter(({ action }) => action === 'Delete').length,
    unchanged,
    withoutCode,
    hidden,
    faults: told.slice(0, MOST_FAULTS),
    faultCount: told.length,
    differences: asked.slice(0, MOST_FAULTS),
    differenceCount: differences.length,
    undone,
    reached,
    requests,
    runMs: runTime(requests, throttle, now),
  };
}
