// Creating codes from the sidebar: the check before it, the job, and trying again what failed.
import { loadUser } from '../../google/connection';
import { clock, documentStore } from '../../google/document';
import { loadPicks } from '../../google/picks';
import { activeSheetId, selectedRows } from '../../google/selection';
import { openSheet } from '../../google/spreadsheet';
import { askRoom } from '../../jobs/create/room';
import type { CreateOrder } from '../../jobs/create/start';
import { survey } from '../../jobs/create/survey';
import { runTime } from '../../jobs/estimate';
import { noJob } from '../../jobs/job';
import { load } from '../../jobs/record';
import { PLANS } from '../../qrius/plans';
import { findColumns } from '../../table/columns';
import { isFault } from '../../table/marks';
import { readRows } from '../../table/rows';
import { type Check, type JobView, MOST_FAULTS, type Scope } from '../../wire/contract';
import { connectionOf, firstThrottle, portsOf } from '../ports';
import { conflict, record, scope } from './inputs';
import { begin } from './run';

/** Whether a row (0-based) is asked for. */
export const wantedIn = (where: Scope): ((index: number) => boolean) =>
  where === 'sheet' ? () => true : selectedRows();

/** Looks at every row, and asks Qrius how many codes the plan still allows. Makes nothing. */
export function check(input: unknown): Check {
  const connection = connectionOf(loadUser());
  const ports = portsOf(connection, clock.now());
  const sheetId = activeSheetId();
  const found = survey(ports, openSheet(sheetId), loadPicks(sheetId), wantedIn(scope(record(input).scope)));
  const throttled = { throttle: firstThrottle(connection) };
  const { plan, left } = askRoom(ports, throttled, connection.plan);
  return {
    fit: found.fit.length,
    already: found.already,
    hidden: found.hidden,
    unfit: found.unfit
      .slice(0, MOST_FAULTS)
      .map(({ row, fault }) => ({ row: row.index + 1, name: row.name, sentence: fault })),
    unfitCount: found.unfit.length,
    room: left,
    plan,
    extendable: plan !== null && PLANS[plan].extendable,
    runMs: runTime(found.fit.length, throttled.throttle, clock.now()),
  };
}

export function start(input: unknown): JobView {
  const { scope: where, conflict: policy, images, beyondPlan } = record(input);
  return begin<CreateOrder>({
    kind: 'create',
    wanted: wantedIn(scope(where)),
    choices: { conflict: conflict(policy), images: images !== false },
    beyondPlan: beyondPlan === true,
  });
}

/** A new job with the rows that need attention, after the user mended them. */
export function retry(): JobView {
  const { record: last } = load(documentStore());
  if (last?.phase !== 'ended' || last.kind !== 'create') throw noJob();
  const { sheetId, choices } = last;
  const grid = openSheet(sheetId).read();
  const rows = readRows(grid, findColumns(grid, loadPicks(sheetId)));
  const faulty = new Set(rows.filter((row) => row.id === '' && isFault(row.status)).map((row) => row.index));
  const wanted = (index: number) => faulty.has(index);
  return begin<CreateOrder>({ kind: 'create', wanted, choices, beyondPlan: false }, sheetId);
}
