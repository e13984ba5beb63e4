// What the suites of the refresh share: a sheet whose codes stand at Qrius, a refresh driven to its rest, and what the rows then show.
import { createWorld, type World } from '../../../sim/apps-script/world';
import { addCode } from '../../../sim/qrius/codes';
import { type Code, createState, type State, type StateOptions } from '../../../sim/qrius/state';
import { scansOf } from '../../../sim/qrius/stats';
import { inProcess } from '../../../sim/qrius/transport';
import { ask, type Course, drive, type Hand } from '../../../sim/sidebar';
import { builtCode, connect, manifest } from '../../../sim/trial';
import type { Scope } from '../../../src/shared/contract';

const code = builtCode();
const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2027, 0, 4, 9);
export const COLLEAGUE = 'colleague';
/** Longer than a lease, which ends with Google's six minutes. */
export const AFTER_LEASE_MS = 7 * 60_000;

export const HEADERS = ['Name', 'URL', 'QR ID', 'Status', 'Note'];
export const SCANS = ['Scans', 'Unique scans', 'Last scan', 'Change since last refresh', 'Scans as of'];

export interface Desk {
  world: World;
  qrius: State;
  codes: Code[];
}

/**
 * A sheet with codes that were made two days ago, and as many rows; the key is set.
 * @param names one code each.
 * @param headers of further columns at the right.
 */
export function desk(names: readonly string[], headers: string[] = [], options: StateOptions = {}): Desk {
  const qrius = createState({ plan: 'BUSINESS', rateHeaders: true, ...options });
  const account = qrius.accounts[0];
  if (!account) throw new Error('The service has no account.');
  const codes = names.map((name, n) =>
    addCode(qrius, account, { name, destinationUrl: `https://example.com/${n}` }, START_MS - 48 * HOUR_MS),
  );
  const rows = codes.map(({ id, destinationUrl }, n) => [
    ...[`'${names[n]}`, destinationUrl, id, 'Created', `note ${n + 1}`],
  ]);
  const world = createWorld({
    ...{ code, manifest: manifest(), startMs: START_MS, transport: inProcess(qrius) },
    users: ['owner', COLLEAGUE].map((id) => ({ id, email: `${id}@example.com` })),
    document: { sheets: [{ name: 'Sheet1', rows: [[...HEADERS, ...headers], ...rows] }] },
  });
  world.open();
  connect(world, qrius);
  world.advance(60_000);
  qrius.log.length = 0;
  return { world, qrius, codes };
}

export const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `Talk ${String(n + 1).padStart(2, '0')}`);

/** Refreshes, slice after slice, until the job rests. */
export const refresh = ({ world }: Desk, scope: Scope = 'sheet', hand: Hand = world): Course =>
  drive(
    hand,
    () => ask(hand, 'refreshScans', { scope }),
    (ms) => void world.advance(ms),
  );

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
