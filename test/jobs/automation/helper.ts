// What the suites of schedule and backstop share: a sheet of codes that Qrius knows, and what is seen of the hours that pass.
import type { WorldOptions } from '../../../sim/apps-script/world';
import type { Code, StateOptions } from '../../../sim/qrius/state';
import { get, type Hand } from '../../../sim/sidebar';
import { lineSeals } from '../../../src/jobs/sealed-line';
import type { Home } from '../../../src/shared/contract/home';
import type { Shown } from '../../../src/shared/contract/methods';
import type { Every } from '../../../src/shared/contract/schedule';
import { sealer } from '../../../src/shared/seal';
import { cellsOf, LOG_HEADER, LOG_NAME, type LogLine } from '../../../src/table/log';
import {
  addCodes,
  logLines as allLines,
  connected,
  DAY,
  type Desk,
  MINUTE,
  SHEET,
  shownRows,
} from '../../support/desk';

const HEADERS = ['Name', 'URL', 'QR ID', 'Short URL', 'Status', 'Next destination', 'Switch on'];

/** What a row plans: its next destination, and when, as a user types it. */
export type Planned = readonly [next: string, on: string];

export interface SheetOptions {
  /** For each row what it plans; rows beyond plan nothing. */
  plans?: readonly Planned[];
  qrius?: StateOptions;
  /** The zone of the spreadsheet, and when it all begins, as ISO text. */
  timeZone?: string;
  start?: string;
  kind?: WorldOptions['kind'];
  world?: Partial<WorldOptions>;
}

export const pageOf = (n: number): string => `https://example.com/${n}`;

/** A sheet whose rows have their codes already. A minute has passed since the user set the key. */
export function sheetOfCodes(count: number, options: SheetOptions = {}): Desk & { ids: string[] } {
  const { plans = [], qrius = {}, timeZone = 'Etc/UTC', start = '2027-01-04T09:00Z' } = options;
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const rows = numbers.map((n) => [`Talk ${n}`, pageOf(n), '', '', 'Created', ...(plans[n - 1] ?? ['', ''])]);
  const made = connected([], {
    qrius: { totalCodes: 5_000, ...qrius },
    world: {
      document: { timeZone, sheets: [{ name: SHEET, rows: [HEADERS, ...rows], maxRows: count + 200 }] },
      startMs: Date.parse(start) - MINUTE,
      ...(options.kind && { kind: options.kind }),
      ...options.world,
    },
  });
  const fields = numbers.map((n) => ({ name: `Talk ${n}`, destinationUrl: pageOf(n) }));
  const codes = addCodes(made, 'C2', fields, { born: Date.parse(start) - 30 * DAY });
  noteImported(made, codes);
  return { ...made, ids: codes.map(({ id }) => id) };
}

/** The log says that the owner's job imported the codes. */
export function noteImported({ world }: Pick<Desk, 'world'>, codes: readonly Code[]): void {
  const user = Object.values(world.state.properties.user)[0] ?? {};
  const document = world.state.document?.id ?? '';
  const seal = sealer(user['qrius.secret'] ?? '', document);
  const me = { id: user['qrius.user'] ?? '', document, account: null, seal };
  const seals = lineSeals(me);
  const lines = codes.map(({ id, name, destinationUrl }, index) => {
    const line: LogLine = {
      when: world.now(),
      who: 'Ada',
      action: 'Import',
      id,
      name,
      tags: [],
      before: '',
      after: destinationUrl,
      result: 'done',
      job: 'imported',
    };
    return cellsOf({ ...line, seal: seals.sealOf(line, String(index)) });
  });
  world.user.edit({ kind: 'insertSheet', name: LOG_NAME });
  world.user.setCells(LOG_NAME, 'A1', [[...LOG_HEADER], ...lines]);
  world.user.select(['A1'], SHEET);
}

/** The lines of the log, without those of codes that were imported before a test began. */
export const logLines = (made: Pick<Desk, 'world'>) =>
  allLines(made).filter(({ Action }) => Action !== 'Import');

/** What the list of switches stands for, as the page shows it. */
export const listedBy = (hand: Hand): Partial<Shown> => ({
  fingerprint: get(hand, 'listSwitches', null).fingerprint,
});

export const setSchedule = (hand: Hand, every: Every | null, switches = false): Home =>
  get(hand, 'setSchedule', { every, switches }, switches ? listedBy(hand) : {});
export const home = (hand: Hand): Home => get(hand, 'getHome', null);

/** Handlers of a user's triggers. */
export const triggersOf = ({ world }: Pick<Desk, 'world'>, user = 'owner'): string[] =>
  world.state.triggers.filter(({ userId }) => userId === user).map(({ handler }) => handler);

/** Requests for scan counts, as Qrius logged them. */
export const statsOf = ({ qrius }: Pick<Desk, 'qrius'>) =>
  qrius.log.filter(({ path }) => path.includes('/stats/'));

/** Requests that changed anything. */
export const changesOf = ({ qrius }: Pick<Desk, 'qrius'>) =>
  qrius.log.filter(({ method }) => method !== 'GET');

/** The one row of a talk. */
export function rowOf({ world }: Pick<Desk, 'world'>, n: number): Record<string, string> {
  const row = shownRows(world, SHEET).find(({ Name }) => Name === `Talk ${n}`);
  if (!row) throw new Error(`There is no row of talk ${n}.`);
  return row;
}

/** Where the codes lead, in the order of the talks. */
export const leadsTo = ({ qrius, ids }: Pick<Desk, 'qrius'> & { ids: string[] }): string[] =>
  ids.map((id) => qrius.codes[id]?.destinationUrl ?? '');
