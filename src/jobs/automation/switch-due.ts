// The switches that a sheet plans: those whose time has come, those that cannot be done, and those that come next.
import type { RowFault } from '../../shared/contract/sheet';
import { type CellValue, idsOf } from '../../table/cells';
import { readLog } from '../../table/log';
import type { Row } from '../../table/rows';
import { approvedIn, shortSeal, writtenDigests } from '../create/binding';
import type { Me, Ports, ZonePort } from '../ports';
import { sealedAmong } from '../sealed-line';
import type { Table } from '../table/load';
import { hiddenAmong } from '../table/visibility';
import type { Schedule } from './schedule';
import { LATE_MS, type SwitchState, switchState } from './switch-time';
import * as words from './words';

export type { SwitchState };

/** Rows may move between the two readings of a sheet; after this many times those that agree are taken. */
const MAX_READS = 3;

/** Switches that can be approved at a time, the soonest first: their digests share the 9 KB of a property (docs/facts/apps-script.md#property-size). */
export const MAX_OPEN = 700;

/** What the owner of a schedule agreed to. */
export type Consent = Pick<Schedule, 'colleagues' | 'approved' | 'approvedAt' | 'lookedAt' | 'setAt'>;

/** What a new schedule starts from. */
export const noConsent = (now: number): Consent => ({
  colleagues: false,
  approved: '',
  approvedAt: now,
  lookedAt: null,
  setAt: now,
});

/** A switch with a destination and a time that can be read. `at` in epoch milliseconds. */
export interface Switch {
  row: Row;
  at: number;
  /** Stands for code, destination and time. */
  digest: string;
  isApproved: boolean;
}
type Planned = { row: Row; state: SwitchState; switch: Switch | null };

/**
 * What is due and what is faulty, by the 0-based row: rows of one code may plan different things.
 * @param rows rows with a code, as they were just read.
 */
export function switchesIn(
  ports: Pick<Ports, 'clock' | 'zone' | 'store' | 'log' | 'endsAt'>,
  table: Table,
  rows: readonly Row[],
  consent: Consent,
): Map<number, SwitchState> {
  const { clock, zone, store, log } = ports;
  const found = new Map<number, SwitchState>();
  const due: Switch[] = [];
  for (const planned of plannedIn(store.me, zone(), clock.now(), table, rows, consent)) {
    const { row, state } = planned;
    if (state.kind === 'due' || state.kind === 'fault') found.set(row.index, state);
    if (state.kind === 'due' && planned.switch) due.push(planned.switch);
  }
  if (due.length === 0) return found;
  const ids = new Set(due.map(({ row }) => row.id));
  const lines = readLog(log.read()).filter(({ id }) => ids.has(id));
  const own = idsOf(sealedAmong(store.me, lines));
  const indices = due.map(({ row }) => row.index);
  const hidden = hiddenAmong(ports, table.sheet, indices);
  for (const { row, isApproved } of due) {
    const sentence = switchRefusal(isApproved || consent.colleagues, own.has(row.id), hidden.has(row.index));
    if (sentence !== null) found.set(row.index, { kind: 'fault', sentence });
  }
  return found;
}

function switchRefusal(isAllowed: boolean, isOwn: boolean, isHidden: boolean): string | null {
  if (!isOwn) return words.notTheirs;
  if (!isAllowed) return words.waits;
  return isHidden ? words.hidden : null;
}

/** Whether a run has anything to do: a switch is due, or a row must be told why it has none. */
export function hasSwitches(
  ports: Pick<Ports, 'clock' | 'zone' | 'store' | 'log' | 'endsAt'>,
  table: Table,
  consent: Consent,
): boolean {
  const rows = withCode(table);
  const found = switchesIn(ports, table, rows, consent);
  return rows.some((row) => {
    const state = found.get(row.index);
    return state?.kind === 'due' || (state?.kind === 'fault' && !isTold(row, state.sentence));
  });
}

/** What a row says already is not written again each hour. */
export const isTold = (row: Row, sentence: string): boolean => row.status.includes(sentence);

/** The switches that are still to come or wait, the soonest first, and the rows that cannot be switched, with the reason. */
export function switchesPlanned(
  me: Me,
  zone: ZonePort,
  now: number,
  table: Table,
  consent: Consent,
): { open: Switch[]; faults: RowFault[] } {
  const open: Switch[] = [];
  const faults: RowFault[] = [];
  for (const { row, state, switch: one } of plannedIn(me, zone, now, table, withCode(table), consent))
    if (state.kind === 'fault') faults.push({ row: row.index + 1, name: row.name, sentence: state.sentence });
    else if (one) open.push(one);
  return { open: open.sort((a, b) => a.at - b.at), faults };
}

/** The digests that are not planned any more: what was done, or taken out of the sheet, is approved no longer. */
export function noLongerPlanned(
  { store, zone, clock }: Pick<Ports, 'clock' | 'zone' | 'store'>,
  table: Table,
  consent: Consent,
): string[] {
  const gone = approvedIn(consent.approved);
  if (gone.size > 0)
    for (const planned of plannedIn(store.me, zone(), clock.now(), table, withCode(table), consent))
      gone.delete(planned.switch?.digest ?? '');
  return [...gone.keys()];
}

/** What is approved now, without some digests. */
export function withoutDigests(approved: string, gone: readonly string[]): string {
  const left = approvedIn(approved);
  for (const digest of gone) left.delete(digest);
  return writtenDigests(left);
}

const withCode = ({ rows }: Table): Row[] => rows.filter(({ id }) => id !== '');

/** What each row plans. */
function plannedIn(
  me: Me,
  zone: ZonePort,
  now: number,
  table: Table,
  rows: readonly Row[],
  consent: Consent,
): Planned[] {
  const approved = approvedIn(consent.approved);
  return filledIn(table, rows).map(({ row, on }) => {
    const cells = { next: row.next, on, destination: row.destination };
    const ever = switchState(cells, now, -Infinity, zone);
    if (!('at' in ever)) return { row, state: ever, switch: null };
    const digest = shortSeal(me, ['switch', row.id, row.next, String(ever.at)]);
    const isApproved = approved.has(digest);
    const state = switchState(cells, now, sinceOf(consent, isApproved), zone);
    return { row, state, switch: { row, at: ever.at, digest, isApproved } };
  });
}

/** Until when a time may be past and is still one that has come: it waited for a run, or for its owner. */
function sinceOf({ colleagues, approvedAt, lookedAt, setAt }: Consent, isApproved: boolean): number {
  const looked = lookedAt ?? setAt;
  if (isApproved) return approvedAt >= looked - LATE_MS ? -Infinity : looked;
  return colleagues ? looked : approvedAt;
}

/** Rows with anything in the two columns; times as values, since what a date shows depends on the sheet's locale. */
function filledIn(
  { sheet, columns: { at } }: Table,
  rows: readonly Row[],
): Array<{ row: Row; on: CellValue }> {
  const { id, next, switchOn } = at;
  if (next === undefined || switchOn === undefined || id === undefined) return [];
  for (let reads = 1; ; reads += 1) {
    const values = sheet.read('value');
    const agreeing = rows.filter((row) => String(values[row.index]?.[id] ?? '').trim() === row.id);
    if (agreeing.length < rows.length && reads < MAX_READS) continue;
    return agreeing
      .map((row) => ({ row, on: values[row.index]?.[switchOn] ?? '' }))
      .filter(({ row, on }) => row.next !== '' || on !== '');
  }
}
