// The switches of the sheet that the user looks at: listed, and approved as they were listed.
import { loadUser, type User } from '../google/connection';
import { clock, documentLock } from '../google/document';
import { activeSheetId } from '../google/selection';
import { spreadsheetZone } from '../google/zone';
import { approving, changeSchedule, loadSchedule, type Schedule } from '../jobs/automation/schedule';
import { MAX_OPEN, noConsent, type Switch, switchesPlanned } from '../jobs/automation/switch-due';
import { written } from '../jobs/automation/zone-time';
import { fingerprintOf } from '../jobs/fingerprint';
import { ANY_AGE, type Me } from '../jobs/ports';
import type { Table } from '../jobs/table/load';
import type { Output } from '../shared/contract/methods';
import { MAX_SWITCHES, type SwitchView } from '../shared/contract/schedule';
import { MAX_FAULTS } from '../shared/contract/sheet';
import { UserError } from '../shared/errors';
import { activeTable, meOf, storeOf } from './context';
import * as words from './words';

const fingerprint = (me: Me, open: readonly Switch[]): string =>
  fingerprintOf(
    me,
    'switches',
    open.map(({ digest }) => digest),
  );

/** The user's schedule, where it switches codes in the sheet that they look at. */
function ownHere(user: User): Schedule | null {
  const found = loadSchedule(storeOf(user), ANY_AGE);
  return found?.owner === user.id && found.switches && found.sheetId === activeSheetId() ? found : null;
}

function plannedHere(user: User, table: Table): ReturnType<typeof switchesPlanned> {
  const now = clock.now();
  return switchesPlanned(meOf(user), spreadsheetZone(), now, table, ownHere(user) ?? noConsent(now));
}

const viewOf = ({ row, at }: Switch): SwitchView => ({
  row: row.index + 1,
  name: row.name,
  next: row.next,
  at: written(at, spreadsheetZone()),
});

/** What the first view shows of the sheet's switches. */
export function switchesSeen(user: User, table: Table): { switches: SwitchView[]; waiting: number } {
  const { open } = plannedHere(user, table);
  const schedule = ownHere(user);
  const isWaiting = ({ isApproved }: Switch) => schedule?.colleagues === false && !isApproved;
  const later = open.filter(({ at }) => at > clock.now());
  return { switches: later.slice(0, MAX_SWITCHES).map(viewOf), waiting: open.filter(isWaiting).length };
}

/** All that a press approves. */
export function listSwitches(): Output<'listSwitches'> {
  const user = loadUser();
  const { open: all, faults } = plannedHere(user, activeTable());
  const open = all.slice(0, MAX_OPEN);
  return {
    more: all.length - open.length,
    faults: faults.slice(0, MAX_FAULTS),
    faultCount: faults.length,
    switches: open.map((one) => ({ ...viewOf(one), waits: !one.isApproved })),
    fingerprint: fingerprint(meOf(user), open),
  };
}

/**
 * The digests of the switches in the sheet.
 * @param seen the fingerprint of the list that the user saw; null where none was shown.
 * @throws UserError `target-changed` where it was another list, or none
 */
export function approvedHere(user: User, table: Table, seen: string | null): string {
  const open = plannedHere(user, table).open.slice(0, MAX_OPEN);
  if (seen !== fingerprint(meOf(user), open)) throw new UserError('target-changed', words.changedSince);
  return [...new Set(open.map(({ digest }) => digest))].join('');
}

/** @param seen see {@link approvedHere}. */
export function approveSwitches(seen: string | null): void {
  const user = loadUser();
  const approved = approvedHere(user, activeTable(), seen);
  const isSaved = changeSchedule({ store: storeOf(user), lock: documentLock }, (now) =>
    ownHere(user) ? { ...approving(now, approved), approvedAt: clock.now() } : null,
  );
  if (isSaved === null) throw new UserError('job-busy', words.documentBusy);
  if (!isSaved) throw new UserError('target-changed', words.changedSince);
}
