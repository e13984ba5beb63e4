// What a planned change would do, as the sidebar shows it before anything is sent.
import type { Throttle } from '../../qrius/throttle';
import type { Preview } from '../../shared/contract/change';
import { MAX_FAULTS, type RowFault } from '../../shared/contract/sheet';
import { type Row, rowsById } from '../../table/rows';
import { runTime } from '../estimate';
import { changeOf } from './actions';
import { groupsOf } from './changes';
import type { ChangeAsked, ChangeInspection } from './inspect';
import { commonTags } from './request';
import * as words from './words';

/** The row number of faults of codes that are in no row. */
const NO_ROW = 0;

const rowNumber = (row: Row | undefined): number => (row ? row.index + 1 : NO_ROW);

export function previewOf(
  { plan, table, withoutCode, hidden, copied, uncompared, targetFingerprint }: ChangeInspection,
  asked: ChangeAsked,
  throttle: Throttle,
  now: number,
): Preview {
  const { intents, faults, unchanged, differences, undone } = plan;
  const common = commonTags(asked);
  const requests = groupsOf(
    intents.map((intent) => ({ id: intent.id, change: changeOf(intent, common) })),
  ).length;
  const ids = [...new Set(intents.map(({ id }) => id))];
  const byId = rowsById(table.rows);
  const told = faults.flatMap(({ rows: own, name, sentence }): RowFault[] =>
    own.length === 0
      ? [{ row: NO_ROW, name, sentence }]
      : own.map((row) => ({ row: row.index + 1, name: row.name, sentence })),
  );
  // What the user must decide comes first.
  const ordered = [...differences].sort((a, b) => Number(a.side === 'here') - Number(b.side === 'here'));
  return {
    codes: ids.length,
    rows: ids.reduce((sum, id) => sum + (byId.get(id)?.length ?? 0), 0),
    changes: intents
      .map(({ action, id, name, before, after }) => ({
        ...{ row: rowNumber(byId.get(id)?.[0]), name, before },
        after: action === 'Delete' ? words.deleted : after,
      }))
      // An undo is planned from the last line of the log to the first.
      .sort((one, other) => (one.row || Infinity) - (other.row || Infinity))
      .slice(0, MAX_FAULTS),
    changeCount: intents.length,
    deletes: intents.filter(({ action }) => action === 'Delete').length,
    unchanged,
    withoutCode,
    hidden,
    faults: told.slice(0, MAX_FAULTS),
    faultCount: told.length,
    differences: ordered.slice(0, MAX_FAULTS),
    differenceCount: differences.length,
    undone,
    uncompared,
    copied,
    targetFingerprint,
    requests,
    runMs: runTime(requests, throttle, now),
  };
}
