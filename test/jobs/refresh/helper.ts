// What the suites of the refresh share: a sheet whose codes Qrius knows, a refresh that is driven to its rest, and what the rows then show.
import type { Code, StateOptions } from '../../../sim/qrius/state';
import { scansOf } from '../../../sim/qrius/stats';
import { ask, type Course, drive, type Hand } from '../../../sim/sidebar';
import type { Scope } from '../../../src/shared/contract/sheet';
import { addCodes, connected, DAY, type Desk, SHEET, wait } from '../../support/desk';

export const HEADERS = ['Name', 'URL', 'QR ID', 'Status', 'Note'];

export type RefreshDesk = Desk & { codes: Code[] };

/**
 * A sheet with codes that were made two days ago, and as many rows; the key is set.
 * @param names one code each.
 * @param headers of further columns at the right.
 */
export function refreshDesk(
  names: readonly string[],
  headers: string[] = [],
  qrius: StateOptions = {},
): RefreshDesk {
  const fields = names.map((name, n) => ({ name, destinationUrl: `https://example.com/${n}` }));
  const rows = fields.map(({ name, destinationUrl }, n) => [
    ...[`'${name}`, destinationUrl, '', 'Created', `note ${n + 1}`],
  ]);
  const sheets = [{ name: SHEET, rows: [[...HEADERS, ...headers], ...rows] }];
  const made = connected([], { qrius, world: { document: { sheets } } });
  const born = made.world.now() - 2 * DAY;
  return { ...made, codes: addCodes(made, 'C2', fields, { born, cells: ({ id }) => [id] }) };
}

export const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `Talk ${String(n + 1).padStart(2, '0')}`);

/** Refreshes, slice after slice, until the job rests. */
export const refresh = ({ world }: RefreshDesk, scope: Scope = 'sheet', hand: Hand = world): Course =>
  drive(hand, () => ask(hand, 'refreshScans', { scope }), wait({ world }));

/** The counts with which a refresh came to rest. @throws Error where it was refused or cut off. */
export function view({ rest }: Course) {
  if (rest.kind !== 'rests') throw new Error(JSON.stringify(rest));
  const { phase, ending, total, done, already, failed, waiting, withdrawn: left } = rest.view;
  return { phase, ending, total, done, already, failed, waiting, left };
}

/** The rows as values, by their headers. */
export function shown({ world }: Desk): Array<Record<string, unknown>> {
  const [headers = [], ...rows] = world.values();
  return rows.map((row) =>
    Object.fromEntries(headers.map((header, column) => [String(header), row[column]])),
  );
}

/** What the service tells of a code at a moment. */
export const scansAt = ({ qrius }: Desk, of: Code, now: number) => scansOf(qrius, of, now);

/** IDs whose scans were asked for, in their order. */
export const asked = ({ qrius }: Desk): string[] =>
  qrius.log.flatMap(({ path }) => /\/qr\/([^/]+)\/stats\/export/.exec(path)?.[1] ?? []);
