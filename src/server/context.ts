// Joins the jobs to Google's services for the current user.
import { updateChart } from '../google/chart';
import { begunBy, type Connection, loadUser, type Moments, momentsBy, type User } from '../google/connection';
import { clock, documentId, documentLock, documentStore, random } from '../google/document';
import { logSheet } from '../google/log-sheet';
import { loadOverrides } from '../google/overrides';
import { qriusApi } from '../google/qrius';
import { activeSheetId } from '../google/selection';
import { openSheet, sheetsBeside, textsElsewhere } from '../google/spreadsheet';
import { ensureHourly } from '../google/triggers';
import { spreadsheetZone } from '../google/zone';
import { refuseStart, type Who } from '../jobs/engine';
import { EXECUTION_LIMIT_MS } from '../jobs/job';
import type { PlanContext } from '../jobs/kind';
import type { Me, Ports, ReadMode, SheetPort, StorePort } from '../jobs/ports';
import { qriusClient } from '../jobs/qrius-client';
import { openTable, requireTable } from '../jobs/table/columns';
import type { Table } from '../jobs/table/load';
import { throttleOf } from '../qrius/throttle';
import type { JobKindName } from '../shared/contract/job';
import { UserError, unlessRefused } from '../shared/errors';
import { sealer } from '../shared/seal';
import { isEmptyGrid } from '../table/columns';
import * as words from './words';

/** Does something alone in the document. @param busy what is said where it is locked. @throws UserError `job-busy` */
export function alone<T>(action: () => T, busy = words.documentBusy): T {
  const done = documentLock.alone(() => ({ value: action() }));
  if (!done) throw new UserError('job-busy', busy);
  return done.value;
}

/** The top-level function that the user's hourly trigger runs (main.ts). */
export const HOURLY = 'onTheHour';

/** @throws UserError `not-connected` before the user has set a key. */
export function connectionOf({ connection }: User): Connection {
  if (connection) return connection;
  throw new UserError('not-connected', words.notConnected);
}

export function whoIs(user: User): Who {
  const { plan, name } = connectionOf(user);
  return { ownerName: name, plan };
}

/** The user in this document. */
export function meOf({ id, secret, connection }: User): Me {
  const document = documentId();
  return { id, document, account: connection?.account ?? null, seal: sealer(secret, document) };
}

/** What the document's properties say, as far as the user may rely on it. */
export function storeOf(user: User): StorePort {
  const me = meOf(user);
  return documentStore(me, begunBy(user, me.document));
}

/** When the user's triggers in this document were seen last. */
export const momentsOf = (user: User): Moments => momentsBy(user, documentId());

/** @param startedAt when the execution began, in epoch milliseconds. @throws UserError `not-connected` */
export function portsOf(user: User, startedAt: number): Ports {
  const connection = connectionOf(user);
  return {
    openSheet,
    log: logSheet(),
    chart: { update: updateChart },
    textsElsewhere,
    otherSheets: (sheetId) =>
      sheetsBeside(sheetId).map((id) => ({ sheetId: id, overrides: loadOverrides(id) })),
    endsAt: startedAt + EXECUTION_LIMIT_MS,
    api: qriusApi(connection),
    clock,
    store: storeOf(user),
    lock: documentLock,
    zone: spreadsheetZone,
    ensureHourlyTrigger: () => ensureHourlyTrigger(user),
    random,
  };
}

/** An hourly trigger comes at any minute, and Google may skip an hour: after this long it is dead, in milliseconds. */
const DEAD_MS = 3 * 3_600_000;

/**
 * Leaves the user one hourly trigger that fires: one that is listed and has not fired for hours is replaced.
 * @returns whether there was such a one. @throws UserError `trigger-refused`
 */
export function ensureAlive(user: User): boolean {
  const isQuiet = isOverdue(user);
  const wasDead = ensureHourly(HOURLY, isQuiet);
  if (isQuiet) momentsOf(user).note('hourly', clock.now());
  return wasDead;
}

/** Whether the user's hourly trigger should have fired since. */
export const isOverdue = (user: User): boolean => clock.now() - momentsOf(user).seen('hourly') > DEAD_MS;

/** Where Google refuses the trigger, the job continues while the sidebar is open. */
const ensureHourlyTrigger = (user: User): unknown => unlessRefused(() => ensureAlive(user));

/** A sheet as a job of some kind would read it; null where it is empty. @throws UserError `own-tab`, `columns-missing`, `columns-unclear` */
export function tableOf(sheet: SheetPort, sheetId: number, reads: ReadMode = 'text'): Table | null {
  const grid = sheet.read(reads);
  return isEmptyGrid(grid) ? null : openTable(sheet, grid, { reads }, loadOverrides(sheetId));
}

/** The sheet that the user looks at. @throws UserError as `tableOf`, and where it is empty */
export function activeTable(reads: ReadMode = 'text'): Table {
  const sheetId = activeSheetId();
  return requireTable(tableOf(openSheet(sheetId), sheetId, reads));
}

/**
 * What a preview of the sheet that the user looks at is planned from, where a job of that kind could start.
 * @throws UserError what the start would refuse
 */
export function planContext(kind: JobKindName): PlanContext {
  const user = loadUser();
  const connection = connectionOf(user);
  const ports = portsOf(user, clock.now());
  const sheetId = activeSheetId();
  const sheet = openSheet(sheetId);
  const client = qriusClient(ports, throttleOf(connection.plan));
  const table = tableOf(sheet, sheetId);
  refuseStart({ ports, table }, kind);
  return { ports, client, sheetId, sheet, table, plan: connection.plan };
}
