// What a planned change would do, as the sidebar shows it before anything is sent.

import type { Throttle } from '../../qrius/throttle';
import type { Preview } from '../../shared/contract/change';
import { MAX_FAULTS, type RowFault } from '../../shared/contract/sheet';
import { idsOf } from '../../table/cells';
import { faultOf, type Row, rowsById } from '../../table/rows';
import { runTime } from '../estimate';
import { changeOf } from './actions';
import { groupsOf } from './changes';
import type { ChangeAsked, ChangeInspection } from './inspect';
import type { ChangePlan } from './plan';
import { commonTags } from './request';
import * as words from './words';

/** The row number of faults of codes that are in no row. */
const NO_ROW = 0;

const rowNumber = (row: Row | undefined): number => (row ? row.index + 1 : NO_ROW);

export function previewOf(
  {
    plan,
    table,
    deletes,
    withoutCode,
    hidden,
    copied,
    elsewhere,
    uncompared,
    targetFingerprint,
  }: ChangeInspection,
  asked: ChangeAsked,
  throttle: Throttle,
  now: number,
): Preview {
  const { intents, unchanged, differences, undone } = plan;
  const common = commonTags(asked);
  const requests = groupsOf(
    intents.map((intent) => ({ id: intent.id, change: changeOf(intent, common) })),
  ).length;
  const ids = [...idsOf(intents)];
  const byId = rowsById(table.rows);
  const faults = plan.faults.flatMap(faultsByRow);
  // What the user must decide comes first.
  const ordered = [...differences].sort((a, b) => Number(a.side === 'here') - Number(b.side === 'here'));
  return {
    codes: ids.length,
    rows: ids.reduce((sum, id) => sum + (byId.get(id)?.length ?? 0), 0),
    changes: listedChanges(intents, byId),
    changeCount: intents.length,
    deletes,
    unchanged,
    withoutCode,
    hidden,
    faults: faults.slice(0, MAX_FAULTS),
    faultCount: faults.length,
    differences: ordered.slice(0, MAX_FAULTS),
    differenceCount: differences.length,
    undone,
    uncompared,
    elsewhere: elsewhere.slice(0, MAX_FAULTS),
    copied,
    targetFingerprint,
    requests,
    runMs: runTime(requests, throttle, now),
  };
}

/** A fault of each row that a code is in. */
const faultsByRow = ({ rows, name, sentence }: ChangePlan['faults'][number]): RowFault[] =>
  rows.length === 0 ? [{ row: NO_ROW, name, sentence }] : rows.map((row) => faultOf(row, sentence));

/** The first changes, by row: an undo is planned from the last line of the log to the first. */
const listedChanges = (
  intents: ChangePlan['intents'],
  byId: ReadonlyMap<string, Row[]>,
): Preview['changes'] =>
  intents
    .map(({ action, id, name, before, after }) => ({
      row: rowNumber(byId.get(id)?.[0]),
      name,
      before,
      after: action === 'Delete' ? words.deleted : after,
    }))
    .sort((one, other) => (one.row || Infinity) - (other.row || Infinity))
    .slice(0, MAX_FAULTS);
